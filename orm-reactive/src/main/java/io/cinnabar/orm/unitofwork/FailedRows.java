package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.FailedStatement;
import io.cinnabar.error.NotNullViolationException;
import io.cinnabar.error.RejectedKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects whose rows the database has rejected: the row that a batch has come to, the rows with the key that
 * the database names, or those without a value that must have one. Where it cannot be told, all that were sent
 * together.
 */
final class FailedRows {
    private FailedRows() {}

    /** The objects whose rows may be the rejected one; one where it is known. */
    static List<InstanceState<?>> of(List<RowWrite> rows, DatabaseException failure) {
        List<RowWrite> sent = sent(rows, failure.statement());
        List<RowWrite> rejected = sent.size() == 1 ? sent : rejected(sent, failure);
        return (rejected.isEmpty() ? sent : rejected)
                .stream().<InstanceState<?>>map(RowWrite::state).toList();
    }

    /** The rows that the statement which failed has sent. */
    private static List<RowWrite> sent(List<RowWrite> rows, @Nullable FailedStatement statement) {
        boolean isPlaced = statement != null
                && statement.rowCount() == rows.size()
                && statement.lastRow() <= rows.size()
                && statement.firstRow() >= 1;
        return statement != null && isPlaced ? rows.subList(statement.firstRow() - 1, statement.lastRow()) : rows;
    }

    private static List<RowWrite> rejected(List<RowWrite> rows, DatabaseException failure) {
        Table table = rows.get(0).model().mapper().table();
        RejectedKey key = failure.rejectedKey();
        if (key != null) {
            List<Column<?>> columns = columns(table, key.columns());
            return columns.isEmpty() ? List.of() : where(rows, row -> key.has(values(row, columns)));
        }
        String missing = failure instanceof NotNullViolationException ? failure.column() : null;
        List<Column<?>> columns = missing == null ? List.of() : columns(table, List.of(missing));
        return columns.isEmpty()
                ? List.of()
                : where(rows, row -> values(row, columns).contains(null));
    }

    private static List<RowWrite> where(List<RowWrite> rows, Predicate<RowWrite> condition) {
        return rows.stream().filter(condition).toList();
    }

    /** The columns with names; none where a name is that of no column, as in an index over an expression. */
    private static List<Column<?>> columns(Table table, List<String> names) {
        var columns = new ArrayList<Column<?>>();
        for (String name : names) {
            for (Column<?> column : table.columns()) {
                if (column.name().equals(name)) {
                    columns.add(column);
                }
            }
        }
        return columns.size() == names.size() ? columns : List.of();
    }

    /** What the row has now, or has after the statement. */
    private static List<@Nullable Object> values(RowWrite row, List<Column<?>> columns) {
        var values = new ArrayList<@Nullable Object>();
        for (Column<?> column : columns) {
            RowWrite.Cell cell = row.cells().get(column);
            values.add(cell == null ? before(row, column) : cell.resolve());
        }
        return values;
    }

    private static @Nullable Object before(RowWrite row, Column<?> column) {
        InstanceState<?> known = row.known();
        return known.mapper().isMapped(column) ? known.loaded(known.mapper().place(column)) : null;
    }
}
