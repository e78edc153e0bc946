package io.cinnabar.core.event;

import io.cinnabar.error.ConnectionLostException;
import reactor.core.publisher.Mono;

/**
 * Hears what an engine does, and may have a say in it. A method answers with a publisher, which is subscribed to with
 * the Reactor context of the work that it is told of, and waited for: return {@link Mono#empty()} where nothing is to
 * be waited for. The methods are called on the threads that do the work and must not block. What the answer does must
 * not use the engine's connection that it was told of, which waits for it meanwhile;
 * {@link ConnectionEvent#driverConnection()} is free.
 *
 * <p>{@link #beforeExecute}, {@link #rewrite}, {@link #onConnect} and {@link #onAcquire} come before something: an
 * error that they signal fails it. The others come after something has happened, which an error cannot undo: it is
 * logged. An answer that does not come within {@code EngineOptions.withListenerTimeout(…)} counts as an error.
 *
 * <p>A listener hears of one engine, to which it is added with {@code EngineOptions.withListener(…)} or
 * {@code Engine.listen(…)}, or of all engines, as a service of {@link java.util.ServiceLoader}. Several are told one
 * after the other, in that order. Implementations must be thread-safe.
 */
public interface EngineListener {

    /**
     * The SQL that is sent in the place of a statement's own, such as with a comment that tells where it comes from;
     * empty to leave it. It must mean the same, with the same parameters in the same order. SQL that differs from one
     * execution to the next is prepared anew by the server each time.
     */
    default Mono<String> rewrite(StatementEvent event) {
        return Mono.empty();
    }

    /** A statement is about to be sent; it is sent once the answer completes. */
    default Mono<Void> beforeExecute(StatementEvent event) {
        return Mono.empty();
    }

    /** A statement has left the wire: with its last row, an error, or after its reader stopped. */
    default Mono<Void> afterExecute(StatementEvent event, StatementOutcome outcome) {
        return Mono.empty();
    }

    /**
     * A statement failed, or no connection could be had. Emits the error that is signalled instead, or is empty to
     * leave it. A {@link ConnectionLostException} in the place of another error has the connection thrown away.
     */
    default Mono<Throwable> onError(FailureEvent event) {
        return Mono.empty();
    }

    /** A connection was opened: told before anybody gets it. Not told by an engine over a pool that it was given. */
    default Mono<Void> onConnect(ConnectionEvent event) {
        return Mono.empty();
    }

    /** A connection was taken from the pool: told before the work gets it. */
    default Mono<Void> onAcquire(ConnectionEvent event) {
        return Mono.empty();
    }

    /** A connection goes back to the pool, or is thrown away: told before anybody else can take it. */
    default Mono<Void> onRelease(ConnectionEvent event) {
        return Mono.empty();
    }

    /** The session of a connection was put back for its next user. */
    default Mono<Void> onReset(ConnectionEvent event) {
        return Mono.empty();
    }

    /**
     * A connection is given up: it broke, its state is in doubt, or it was asked to be. Nobody waits for the answer.
     */
    default Mono<Void> onInvalidate(ConnectionEvent event, String reason) {
        return Mono.empty();
    }

    /** A connection was closed. Not told by an engine over a pool that it was given. */
    default Mono<Void> onDisconnect(ConnectionEvent event) {
        return Mono.empty();
    }

    /** A transaction has begun. */
    default Mono<Void> onBegin(ConnectionEvent event) {
        return Mono.empty();
    }

    /** A transaction was committed. */
    default Mono<Void> onCommit(ConnectionEvent event) {
        return Mono.empty();
    }

    /** The answer to a COMMIT was lost, so that nobody knows whether the transaction was committed. */
    default Mono<Void> onOutcomeUnknown(ConnectionEvent event) {
        return Mono.empty();
    }

    /** A transaction was rolled back. */
    default Mono<Void> onRollback(ConnectionEvent event) {
        return Mono.empty();
    }

    /** A savepoint was set. */
    default Mono<Void> onSavepoint(ConnectionEvent event, String name) {
        return Mono.empty();
    }

    /** What was done since a savepoint was undone. */
    default Mono<Void> onRollbackToSavepoint(ConnectionEvent event, String name) {
        return Mono.empty();
    }

    /** A savepoint was given up and its work kept, as a part of the transaction. */
    default Mono<Void> onReleaseSavepoint(ConnectionEvent event, String name) {
        return Mono.empty();
    }

    /** The engine was closed. */
    default Mono<Void> onClose(String engineName) {
        return Mono.empty();
    }
}
