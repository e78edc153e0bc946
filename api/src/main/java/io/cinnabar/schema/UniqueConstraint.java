package io.cinnabar.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns whose values differ between any two rows.
 *
 * @param table the table
 * @param name the name, or null where the database gives one
 * @param columns the columns, one or more
 */
public record UniqueConstraint(Table table, @Nullable String name, List<Column<?>> columns) implements Constraint {
    /** Copies the columns and checks that they are the table's. */
    public UniqueConstraint {
        columns = ConstraintColumns.checked(table, "unique constraint", columns);
    }
}
