package io.cinnabar.schema;

import java.util.function.Consumer;

/** A constraint or index of a table without a class, which is added once the table has its columns. */
public final class ConstraintDefinition implements TableElement {
    private final Consumer<Table> addition;

    ConstraintDefinition(Consumer<Table> addition) {
        this.addition = addition;
    }

    void addTo(Table table) {
        addition.accept(table);
    }
}
