package io.cinnabar.core.internal;

import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.FailedStatement;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Tells errors of the database what was being executed. */
final class FailureDetails {
    private final boolean showsValues;

    FailureDetails(boolean showsValues) {
        this.showsValues = showsValues;
    }

    /** An execution whose errors say what was executed; at which of its rows they came is not known. */
    <T> Flux<T> told(Flux<T> execution, BindWriter binds) {
        int rows = binds.rowCount();
        return execution.doOnError(
                DatabaseException.class, failure -> describe(failure, binds, new Rows(rows, 1, rows)));
    }

    /** The sum of the changes of a statement that is sent again for each row; its errors say at which of them. */
    Flux<Long> toldOfEach(Function<BatchProgress, Flux<Long>> execution, List<BindWriter> rows) {
        return Flux.defer(() -> {
            var progress = new BatchProgress();
            return execution
                    .apply(progress)
                    .doOnError(DatabaseException.class, failure -> {
                        int row = Math.min(progress.rowsBeforeFailure(), rows.size() - 1);
                        describe(failure, rows.get(row), new Rows(rows.size(), row + 1, row + 1));
                    })
                    .reduce(0L, Long::sum);
        });
    }

    private record Rows(int count, int first, int last) {}

    private void describe(DatabaseException failure, BindWriter binds, Rows rows) {
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
