package io.cinnabar.core.internal;

import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.FailedStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells errors of the database what was being executed. */
final class FailureDetails {
    private FailureDetails() {}

    /** Describes the failure of a statement; which of its rows it was is not known. */
    static void describe(DatabaseException failure, BindWriter binds, boolean showsValues) {
        describe(failure, binds, showsValues, new Rows(binds.rowCount(), 1, binds.rowCount()));
    }

    /** Describes the failure of a statement that was sent again for each row, at one of them. */
    static void describe(DatabaseException failure, List<BindWriter> rows, long succeeded, boolean showsValues) {
        int row = (int) Math.min(succeeded, rows.size() - 1L);
        describe(failure, rows.get(row), showsValues, new Rows(rows.size(), row + 1, row + 1));
    }

    private record Rows(int count, int first, int last) {}

    private static void describe(DatabaseException failure, BindWriter binds, boolean showsValues, Rows rows) {
        List<@Nullable Object> values = binds.values();
        describe(
                failure,
                new FailedStatement(
                        showsValues ? values : null, values.size(), rows.count(), rows.first(), rows.last()));
    }

    /** Places the failure of one statement of a batch among the rows of all of them. */
    static void place(DatabaseException failure, int rows, int rowsBefore) {
        FailedStatement statement = failure.statement();
        if (statement != null && statement.rowCount() < rows) {
            describe(failure, statement.within(rows, rowsBefore));
        }
    }

    private static void describe(DatabaseException failure, FailedStatement statement) {
        failure.describe(statement, words(statement));
    }

    private static String words(FailedStatement statement) {
        List<@Nullable Object> parameters = statement.parameters();
        String shown = parameters == null || parameters.isEmpty() ? "" : "; parameters " + ShownValues.of(parameters);
        if (!statement.isBatch()) {
            return shown;
        }
        String rows = statement.firstRow() == statement.lastRow()
                ? "row " + statement.firstRow()
                : "one of the rows " + statement.firstRow() + " to " + statement.lastRow();
        return shown + "; " + rows + " of " + statement.rowCount();
    }
}
