package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of one row to insert, inside a function that describes the row. Not thread-safe, and of no use
 * outside that function.
 */
public final class RowValues {
    private final TableExpression table;
    private final Map<ColumnExpression<?>, ExpressionNode> values = new LinkedHashMap<>();

    /** A row of a table, without values yet. */
    public RowValues(TableExpression table) {
        this.table = requireNonNull(table, "table");
    }

    /** Sets a column to a value, which is bound; null is an explicit NULL, not the column's default. */
    public <T extends @Nullable Object> RowValues set(ColumnExpression<T> column, @Nullable T value) {
        return put(column, Typed.bind(value, column.type()));
    }

    /** Sets a column to an expression. */
    public <T extends @Nullable Object> RowValues set(ColumnExpression<T> column, Expression<? extends T> value) {
        return put(column, value.node());
    }

    /** Sets a column to NULL, which is not the column's default. */
    public RowValues setNull(ColumnExpression<?> column) {
        return put(column, Typed.bind(null, column.type()));
    }

    private RowValues put(ColumnExpression<?> column, ExpressionNode value) {
        checkOwner(table, column);
        if (values.put(column.original(), value) != null) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED, "Column '" + column.name() + "' is set twice in one row.");
        }
        return this;
    }

    /** The values by column, in the order in which they were set. */
    public Map<ColumnExpression<?>, ExpressionNode> values() {
        return values;
    }

    static void checkOwner(TableExpression table, ColumnExpression<?> column) {
        if (column.table().original() != table.original()) {
            throw new InvalidRequestException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "Column '" + column.name() + "' belongs to table '"
                            + column.table().name() + "', not to '" + table.name() + "', which the statement writes.");
        }
    }
}
