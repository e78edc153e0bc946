package io.cinnabar.core;

import io.cinnabar.core.internal.Conversation;
import reactor.core.publisher.Mono;

/**
 * A transaction that was begun by {@link Connection#beginTransaction()} and is ended by hand. What is not committed
 * when the connection is closed is rolled back.
 */
public final class Transaction {
    private final Conversation conversation;

    Transaction(Conversation conversation) {
        this.conversation = conversation;
    }

    /** Commits. Signals an error if the transaction has ended before. */
    public Mono<Void> commit() {
        return conversation.commit();
    }

    /** Rolls back. Signals an error if the transaction has ended before. */
    public Mono<Void> rollback() {
        return conversation.rollback();
    }

    /** Whether a transaction is open on the connection. */
    public boolean isActive() {
        return conversation.isInTransaction();
    }
}
