package io.cinnabar.mapping;

import java.util.List;

/**
 * An attribute that is a value of several columns, of an embeddable class. It is null where all of them are.
 *
 * @param <E> the mapped class
 * @param mapper how the class is mapped
 * @param name the name in the class
 * @param index the place among the attributes
 * @param embedded how its parts are mapped
 * @param columns the columns of all parts, those of nested ones among them, in their order
 */
public record EmbeddedAttribute<E>(
        Mapper<E> mapper, String name, int index, Embedded<?> embedded, List<MappedColumn> columns)
        implements Attribute<E> {

    @Override
    public String toString() {
        return path();
    }
}
