package io.cinnabar.orm;

import reactor.core.publisher.Mono;

/**
 * Hears what the sessions of a factory do, and may have a say in it. A method answers with a publisher, which is
 * subscribed to with the Reactor context of the operation that it is told of, and waited for within it: return
 * {@link Mono#empty()} where nothing is to be waited for. The methods must not block.
 *
 * <p>An answer may use the session it was told of, and its connection, in the transaction that is open. Statements of
 * the session do not write changes before, as within {@link Session#noAutoflush}. It must not flush within a flush, nor
 * begin or end transactions; it is an error.
 *
 * <p>{@link #afterBegin}, {@link #beforeFlush}, {@link #afterFlush} and {@link #beforeCommit} belong to the operation:
 * an error that they signal fails it. The others come after something has happened, which an error cannot undo: it is
 * logged.
 *
 * <p>Added by {@link SessionFactory#withListener(SessionListener)}. Several are told one after the other, in the order
 * in which they were added. Implementations must be thread-safe.
 */
public interface SessionListener {

    /**
     * The session has begun a transaction, or a savepoint that stands for one: told before anything else is done in it.
     * Not told of the transaction of a connection that the session takes part in.
     */
    default Mono<Void> afterBegin(Session session) {
        return Mono.empty();
    }

    /**
     * Changes are about to be written. The answer may change objects, add new ones and delete others, which is all
     * written by this flush; what cascades bring in has not come yet.
     */
    default Mono<Void> beforeFlush(Session session) {
        return Mono.empty();
    }

    /**
     * Changes were written, and objects have their keys. What the answer changes is written by another flush, which
     * follows at once.
     */
    default Mono<Void> afterFlush(Session session) {
        return Mono.empty();
    }

    /**
     * The session is about to flush for the last time, and to commit the transaction that it has begun. The answer may
     * change objects, and may flush.
     */
    default Mono<Void> beforeCommit(Session session) {
        return Mono.empty();
    }

    /**
     * The transaction of the session was committed. A session of {@code withTransaction(…)} has ended by then, and has
     * given its connection back. Not told where nobody knows whether the commit took place.
     */
    default Mono<Void> afterCommit(Session session) {
        return Mono.empty();
    }

    /**
     * The transaction of the session was rolled back, and objects are as they were before it. Within
     * {@code withTransaction(…)}, and at the end of {@code withSession(…)}, the session has ended by then. Nobody waits
     * for the answer after a cancel, where the database may still be rolling back.
     */
    default Mono<Void> afterRollback(Session session) {
        return Mono.empty();
    }
}
