package io.cinnabar.core.event;

import reactor.core.publisher.Mono;

/**
 * Hears what an engine does. The methods are called on the threads that do the work and must not block; an error that
 * one signals or throws fails the operation that it was told of, which is then cleaned up as if it had failed itself.
 * Implementations must be thread-safe.
 */
public interface EngineListener {

    /** A statement is about to be sent; it is sent once the result completes. */
    default Mono<Void> beforeExecute(StatementEvent event) {
        return Mono.empty();
    }

    /** A statement has left the wire: with its last row, an error, or after its reader stopped. */
    default void afterExecute(StatementEvent event, StatementOutcome outcome) {}

    /** A connection was taken from the pool. */
    default void onAcquire(String engineName) {}

    /** A connection goes back to the pool, or is thrown away: told before anybody else can take it. */
    default void onRelease(String engineName) {}

    /** A transaction has begun. */
    default void onBegin(String engineName) {}

    /** A transaction was committed. */
    default void onCommit(String engineName) {}

    /** The answer to a COMMIT was lost, so that nobody knows whether the transaction was committed. */
    default void onOutcomeUnknown(String engineName) {}

    /** A transaction was rolled back. */
    default void onRollback(String engineName) {}

    /** A savepoint was set. */
    default void onSavepoint(String engineName, String name) {}

    /** What was done since a savepoint was undone. */
    default void onRollbackToSavepoint(String engineName, String name) {}

    /** A savepoint was given up and its work kept, as a part of the transaction. */
    default void onReleaseSavepoint(String engineName, String name) {}

    /** The session of a connection was put back for its next user. */
    default void onReset(String engineName) {}

    /** The engine was closed. */
    default void onClose(String engineName) {}
}
