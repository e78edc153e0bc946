package io.cinnabar.orm;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Transaction;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.orm.unitofwork.UnitOfWork;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The transaction of a session, and whether the session can be used: it may have failed or ended. Thread-safe. */
final class SessionTransaction {
    private final Connection connection;
    private final UnitOfWork unitOfWork;
    private final SessionEvents events;
    private final boolean isOfFactory;
    private volatile @Nullable Transaction transaction;
    private volatile @Nullable Throwable failure;
    private volatile boolean isEnded;
    private volatile boolean isKept;
    private volatile @Nullable Supplier<Mono<Void>> untold;

    SessionTransaction(Connection connection, UnitOfWork unitOfWork, SessionEvents events, boolean isOfFactory) {
        this.connection = connection;
        this.unitOfWork = unitOfWork;
        this.events = events;
        this.isOfFactory = isOfFactory;
    }

    /** Whether the factory begins and ends the transaction. */
    boolean isOfFactory() {
        return isOfFactory;
    }

    /** Signals an error if the session cannot be used. */
    void check() {
        checkOpen();
        Throwable cause = failure;
        if (cause != null) {
            throw new SessionStateException(
                    ErrorCode.SESSION_STATE,
                    "The session was used after a flush had stopped halfway (" + cause.getMessage()
                            + "), so that the transaction and the objects may not fit each other any more. "
                            + (isOfFactory
                                    ? "Let the error end withTransaction(…), which rolls back, or do what may fail in"
                                            + " beginNested(…)."
                                    : "Call session.rollback() first."),
                    cause);
        }
    }

    private void checkOpen() {
        if (isEnded) {
            throw new SessionStateException(
                    ErrorCode.SESSION_STATE,
                    "The session was used after it had ended. Keep everything that uses it inside the function that was"
                            + " given it, and let its Mono wait for all of it.");
        }
    }

    /** A flush has stopped within its statements: by an error, or by a cancel. */
    void broken(@Nullable Throwable cause) {
        failure = cause != null
                ? cause
                : new SessionStateException(
                        ErrorCode.SESSION_STATE, "The flush was cancelled when it had written a part of its changes.");
    }

    /** Signals an error if it is not for the session to end the transaction. */
    Mono<Void> owned(String what) {
        checkOpen();
        if (unitOfWork.isFlushing()) {
            return Mono.error(new SessionStateException(
                    ErrorCode.SESSION_STATE,
                    what + " was called within a flush of the same session, such as by a listener. Call it when the"
                            + " flush has completed."));
        }
        return isOfFactory
                ? Mono.error(new SessionStateException(
                        ErrorCode.SESSION_STATE,
                        what + " was called in a transaction that the session has not begun: withTransaction(…) commits"
                                + " when the work completes and rolls back when it fails, and the transaction of a"
                                + " connection is ended by whoever has begun it. Let the work complete or fail, use"
                                + " beginNested(…) for a part that can be undone, or withSession(…) to end transactions"
                                + " by hand."))
                : Mono.empty();
    }

    /** Whether neither a failed flush nor its end stands in the way of the session. */
    boolean isActive() {
        return !isEnded && failure == null;
    }

    Mono<Void> begin() {
        return begin(connection::beginTransaction);
    }

    Mono<Void> begin(TransactionOptions options) {
        return begin(() -> connection.beginTransaction(options));
    }

    private Mono<Void> begin(Supplier<Mono<Transaction>> beginning) {
        if (isOfFactory || connection.isInTransaction()) {
            return Mono.error(new SessionStateException(
                    ErrorCode.SESSION_STATE,
                    "begin() was called while a transaction is open. Commit or roll back first, or use beginNested(…)"
                            + " for a part of the transaction."));
        }
        return beginning.get().flatMap(this::begun);
    }

    private Mono<Void> begun(Transaction begun) {
        transaction = begun;
        return events.begun()
                .onErrorResume(failure -> begun.rollback()
                        .doOnSuccess(done -> transaction = null)
                        .then(Mono.defer(events::rolledBack))
                        .then(Mono.error(failure)));
    }

    /** Work in the transaction that is open, or in one that is begun for it. */
    <T> Mono<T> within(Supplier<? extends Mono<T>> work) {
        return isOfFactory || connection.isInTransaction() ? Mono.defer(work) : begin().then(Mono.defer(work));
    }

    Mono<Void> commit() {
        Transaction open = transaction;
        if (open == null || !open.isActive()) {
            return Mono.fromRunnable(this::committed);
        }
        return open.commit()
                .doOnError(this::broken)
                .then(Mono.<Void>fromRunnable(this::committed))
                .then(Mono.defer(events::committed));
    }

    private void committed() {
        transaction = null;
        unitOfWork.journal().committed();
    }

    Mono<Void> rollback() {
        Transaction open = transaction;
        Mono<Void> told = open == null || isOutcomeUnknown() ? Mono.empty() : Mono.defer(events::rolledBack);
        Mono<Void> rolledBack = open == null || !open.isActive() ? Mono.empty() : open.rollback();
        return rolledBack
                .then(Mono.<Void>fromRunnable(() -> {
                    transaction = null;
                    failure = null;
                    unitOfWork.journal().undoAll();
                }))
                .then(told);
    }

    /** Whether nobody knows if the transaction was committed. */
    private boolean isOutcomeUnknown() {
        return failure instanceof CommitOutcomeUnknownException;
    }

    /** Work under a savepoint. */
    <T> Mono<T> nested(Connection outer, Supplier<? extends Mono<T>> work, Supplier<Mono<Void>> flush) {
        return Mono.defer(() -> {
            unitOfWork.journal().nest();
            return outer.savepoint(inner -> Mono.<T>defer(work)
                            .flatMap(result -> flush.get().thenReturn(result))
                            .switchIfEmpty(Mono.defer(() -> flush.get().then(Mono.empty()))))
                    .doOnSuccess(result -> unitOfWork.journal().release())
                    .doOnError(cause -> undone())
                    .doOnCancel(this::undone);
        });
    }

    private void undone() {
        failure = null;
        unitOfWork.journal().undoNested();
    }

    /** The transaction of the factory was committed. */
    void kept() {
        unitOfWork.journal().committed();
        untold = events::committed;
    }

    /** The transaction of the factory was not committed after all. */
    void lost() {
        unitOfWork.journal().undoAll();
        untold = events::rolledBack;
    }

    /** Nobody waits for the work of the session any more. */
    void cancelled() {
        if (isOfFactory && !isKept) {
            untold = events::rolledBack;
        }
    }

    /** Tells the listeners how a transaction has ended that the session has not ended itself. */
    Mono<Void> told() {
        return Mono.defer(() -> {
            Supplier<Mono<Void>> news = untold;
            untold = null;
            return news == null ? Mono.empty() : news.get();
        });
    }

    /** The session has ended; without a commit, the objects are as they were before its transaction. */
    void ended(boolean isKept) {
        this.isEnded = true;
        this.isKept = isKept;
        if (!isKept && (isOfFactory || transaction != null)) {
            unitOfWork.journal().undoAll();
        }
        if (transaction != null && !isOutcomeUnknown()) {
            untold = events::rolledBack;
        }
    }
}
