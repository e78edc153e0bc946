package io.cinnabar.mapping;

import java.util.List;

/**
 * An attribute that is one value of one column.
 *
 * @param <E> the mapped class
 * @param mapper how the class is mapped
 * @param name the name in the class
 * @param index the place among the attributes
 * @param column the column
 */
public record BasicAttribute<E>(Mapper<E> mapper, String name, int index, MappedColumn column) implements Attribute<E> {

    @Override
    public List<MappedColumn> columns() {
        return List.of(column);
    }

    @Override
    public String toString() {
        return path();
    }
}
