package io.cinnabar.schema;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SchemaException;
import java.util.List;

/** Checks the columns that a constraint is declared over. */
final class ConstraintColumns {
    private ConstraintColumns() {}

    /** A copy of the columns of a constraint, once it is clear that there are some and that they are the table's. */
    static List<Column<?>> checked(Table table, String what, List<? extends Column<?>> columns) {
        if (columns.isEmpty()) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID,
                    "A " + what + " of table '" + table.qualifiedName() + "' names no column.");
        }
        for (Column<?> column : columns) {
            if (column.table() != table) {
                throw new SchemaException(
                        ErrorCode.SCHEMA_INVALID,
                        "A " + what + " of table '" + table.qualifiedName() + "' names column '" + column.name()
                                + "', which belongs to table '"
                                + column.table().qualifiedName() + "'.");
            }
        }
        return List.copyOf(columns);
    }
}
