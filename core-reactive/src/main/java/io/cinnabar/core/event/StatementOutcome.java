package io.cinnabar.core.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a statement ended.
 *
 * @param rows the number of rows that were returned, or changed by a statement that returns none
 * @param elapsed the time from sending the statement to its end
 * @param error the error with which it ended, or null
 */
public record StatementOutcome(
        long rows, Duration elapsed, @Nullable Throwable error) {}
