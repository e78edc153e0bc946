package io.cinnabar.core.transaction;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction is begun. Options hold for that transaction only. Immutable.
 *
 * @param isolationLevel the isolation level, or null for the database's default
 * @param isReadOnly whether the database refuses writes
 * @param isDeferrable whether a serializable, read-only transaction waits until it cannot fail (PostgreSQL)
 * @param statementTimeout how long each statement may run on the server, or null for no limit of its own
 * @param retry how often an engine runs the whole transaction again
 */
public record TransactionOptions(
        @Nullable IsolationLevel isolationLevel,
        boolean isReadOnly,
        boolean isDeferrable,
        @Nullable Duration statementTimeout,
        RetryOptions retry) {

    /** The database's defaults. */
    public static final TransactionOptions DEFAULT =
            new TransactionOptions(null, false, false, null, RetryOptions.NONE);

    /** Checks that the timeout is positive, and that what is deferrable can wait. */
    public TransactionOptions {
        if (statementTimeout != null && (statementTimeout.isNegative() || statementTimeout.isZero())) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID, "A statement timeout must be positive, not " + statementTimeout + ".");
        }
        if (statementTimeout != null && statementTimeout.compareTo(RetryOptions.LONGEST) > 0) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "A statement timeout must be at most " + RetryOptions.LONGEST.toDays() + " days, not "
                            + statementTimeout + ".");
        }
        if (isDeferrable && !(isReadOnly && isolationLevel == IsolationLevel.SERIALIZABLE)) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "A transaction that is deferrable must be SERIALIZABLE and readOnly, but its isolationLevel is "
                            + isolationLevel + " and isReadOnly is " + isReadOnly + ".");
        }
    }

    /** These options with an isolation level. */
    public TransactionOptions withIsolationLevel(IsolationLevel level) {
        return new TransactionOptions(level, isReadOnly, isDeferrable, statementTimeout, retry);
    }

    /** These options for a transaction that only reads. */
    public TransactionOptions readOnly() {
        return new TransactionOptions(isolationLevel, true, isDeferrable, statementTimeout, retry);
    }

    /** These options for a serializable, read-only transaction that waits until it cannot fail (PostgreSQL). */
    public TransactionOptions deferrable() {
        return new TransactionOptions(IsolationLevel.SERIALIZABLE, true, true, statementTimeout, retry);
    }

    /** These options with a limit to how long each statement may run on the server. */
    public TransactionOptions withStatementTimeout(Duration timeout) {
        return new TransactionOptions(isolationLevel, isReadOnly, isDeferrable, timeout, retry);
    }

    /**
     * These options for a transaction that an engine runs again, whole and on a fresh connection, after a serialization
     * failure or a deadlock: never after a COMMIT whose outcome is unknown. Its work must be such that it can be run
     * again, which what is only published is. Only {@code Engine.begin} and {@code Engine.beginMany} can do it, the
     * latter as long as no element was emitted.
     *
     * @param attempts how often it is run at most, the first time included
     * @param backoff how long the second run waits; each further one waits twice as long, give or take a half
     */
    public TransactionOptions withRetry(int attempts, Duration backoff) {
        return new TransactionOptions(
                isolationLevel, isReadOnly, isDeferrable, statementTimeout, new RetryOptions(attempts, backoff));
    }

    /** These options for a transaction that is run once. */
    public TransactionOptions withoutRetry() {
        return new TransactionOptions(isolationLevel, isReadOnly, isDeferrable, statementTimeout, RetryOptions.NONE);
    }
}
