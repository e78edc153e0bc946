package io.cinnabar.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was being executed when the database reported an error.
 *
 * @param parameters the values that were bound, a list for each column where many rows were sent as arrays; null unless
 *     the engine was told to show bind values
 * @param parameterCount how many values were bound, a list counting as one
 * @param rowCount the number of rows of parameters, 1 for a statement on its own
 * @param firstRow the number, from 1 on, of the first row that may have caused the error
 * @param lastRow the number of the last row that may have caused it; the first one where the row is known
 */
public record FailedStatement(
        @Nullable List<@Nullable Object> parameters, int parameterCount, int rowCount, int firstRow, int lastRow) {

    /** Whether the statement was executed for many rows of parameters. */
    public boolean isBatch() {
        return rowCount > 1;
    }

    /** The same failure within a batch of more rows, behind those that came before it. */
    public FailedStatement within(int rows, int rowsBefore) {
        return new FailedStatement(parameters, parameterCount, rows, firstRow + rowsBefore, lastRow + rowsBefore);
    }

    /** The numbers, without the values. */
    @Override
    public String toString() {
        return "FailedStatement[" + parameterCount + " parameters, rows " + firstRow + " to " + lastRow + " of "
                + rowCount + "]";
    }
}
