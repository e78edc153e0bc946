package io.cinnabar.blocking;

import io.cinnabar.core.Transaction;

/** A transaction that is ended by hand, or by {@link #close()}, which rolls back what was not committed. */
public final class BlockingTransaction implements AutoCloseable {
    private final Transaction transaction;
    private final Caller caller;

    BlockingTransaction(Transaction transaction, Caller caller) {
        this.transaction = transaction;
        this.caller = caller;
    }

    /** Commits. Signals an error if the transaction has ended before. */
    public void commit() {
        caller.commit(transaction.commit());
    }

    /** Rolls back. Signals an error if the transaction has ended before. */
    public void rollback() {
        caller.finish(transaction.rollback());
    }

    /** Whether this transaction is open. */
    public boolean isActive() {
        return transaction.isActive();
    }

    /** Rolls back, unless the transaction has ended. */
    @Override
    public void close() {
        if (isActive()) {
            rollback();
        }
    }
}
