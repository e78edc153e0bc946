package io.cinnabar.core.transaction;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction is begun. Options hold for that transaction only. Immutable.
 *
 * @param isolationLevel the isolation level, or null for the database's default
 * @param isReadOnly whether the database refuses writes
 * @param isDeferrable whether a serializable, read-only transaction waits until it cannot fail (PostgreSQL)
 * @param statementTimeout how long each statement may run on the server, or null for no limit of its own
 */
public record TransactionOptions(
        @Nullable IsolationLevel isolationLevel,
        boolean isReadOnly,
        boolean isDeferrable,
        @Nullable Duration statementTimeout) {

    /** The database's defaults. */
    public static final TransactionOptions DEFAULT = new TransactionOptions(null, false, false, null);

    /** Checks that the timeout is positive. */
    public TransactionOptions {
        if (statementTimeout != null && (statementTimeout.isNegative() || statementTimeout.isZero())) {
            throw new IllegalArgumentException("A statement timeout must be positive, not " + statementTimeout + ".");
        }
    }

    /** These options with an isolation level. */
    public TransactionOptions withIsolationLevel(IsolationLevel level) {
        return new TransactionOptions(level, isReadOnly, isDeferrable, statementTimeout);
    }

    /** These options for a transaction that only reads. */
    public TransactionOptions readOnly() {
        return new TransactionOptions(isolationLevel, true, isDeferrable, statementTimeout);
    }

    /** These options for a serializable, read-only transaction that waits until it cannot fail (PostgreSQL). */
    public TransactionOptions deferrable() {
        return new TransactionOptions(isolationLevel, isReadOnly, true, statementTimeout);
    }

    /** These options with a limit to how long each statement may run on the server. */
    public TransactionOptions withStatementTimeout(Duration timeout) {
        return new TransactionOptions(isolationLevel, isReadOnly, isDeferrable, timeout);
    }
}
