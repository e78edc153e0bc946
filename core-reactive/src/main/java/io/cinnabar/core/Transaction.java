package io.cinnabar.core;

import io.cinnabar.core.internal.Conversation;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import reactor.core.publisher.Mono;

/**
 * A transaction that was begun by {@link Connection#beginTransaction()} and is ended by hand. What is not committed
 * when the connection is closed is rolled back.
 */
public final class Transaction {
    private final Conversation conversation;
    private final int number;

    Transaction(Conversation conversation) {
        this.conversation = conversation;
        this.number = conversation.transactionNumber();
    }

    /** Commits. Signals an error if the transaction has ended before. */
    public Mono<Void> commit() {
        return Mono.defer(() -> isActive() ? conversation.commit() : Mono.error(ended("commit()")));
    }

    /** Rolls back. Signals an error if the transaction has ended before. */
    public Mono<Void> rollback() {
        return Mono.defer(() -> isActive() ? conversation.rollback() : Mono.error(ended("rollback()")));
    }

    private static InvalidRequestException ended(String what) {
        return new InvalidRequestException(
                ErrorCode.TRANSACTION_STATE,
                what
                        + " came too late: there is no open transaction, or another one. It was committed or rolled back before.");
    }

    /** Whether this transaction is open. */
    public boolean isActive() {
        return conversation.isInTransaction() && conversation.transactionNumber() == number;
    }
}
