package io.cinnabar.mapping;

import java.util.List;

/**
 * A persistent attribute of a mapped class. Immutable.
 *
 * @param <E> the mapped class
 */
public sealed interface Attribute<E> permits BasicAttribute, EmbeddedAttribute, RelationshipAttribute {

    /** How the class that has it is mapped. */
    Mapper<E> mapper();

    /** The name in the class. */
    String name();

    /** The place among the attributes of the class, from 0, by which its accessor is asked. */
    int index();

    /** The columns of the class's own table that it is read from and written to; none for the inverse side. */
    List<MappedColumn> columns();

    /** The class and the attribute, as {@code User.name}: what messages call it. */
    default String path() {
        return mapper().name() + "." + name();
    }
}
