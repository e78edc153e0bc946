package io.cinnabar.processor.model;

import java.util.List;

/** A field of the class of a table. */
public sealed interface RowsMember {

    /** The name of the field. */
    String field();

    /** A column. */
    record Single(String field, ColumnModel column) implements RowsMember {}

    /** The columns of an embeddable. */
    record Parts(String field, Composite composite) implements RowsMember {}

    /** What the columns of an embeddable are made of. */
    sealed interface Argument {}

    /** A column that is declared where it is used; the name is for its constants. */
    record Declared(String name, ColumnModel column) implements Argument {}

    /** A column that another field has already. */
    record Shared(String path) implements Argument {}

    /** An embeddable with its arguments. */
    record Composite(EmbeddableModel embeddable, List<Argument> arguments) implements Argument {}
}
