package io.cinnabar.orm;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.FlushException;
import io.cinnabar.mapping.LifecycleEvent;
import io.cinnabar.orm.unitofwork.FlushHooks;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the listeners what one session does. Thread-safe. */
final class SessionEvents implements FlushHooks {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.events");
    /** How many flushes may follow one another because of listeners. */
    private static final int ROUNDS = 100;

    private final Session session;
    private final SessionListeners listeners;

    SessionEvents(Session session, SessionListeners listeners) {
        this.session = session;
        this.listeners = listeners;
    }

    Mono<Void> begun() {
        return ask(listener -> listener.afterBegin(session));
    }

    Mono<Void> committing() {
        return ask(listener -> listener.beforeCommit(session));
    }

    Mono<Void> committed() {
        return tell(listener -> listener.afterCommit(session));
    }

    Mono<Void> rolledBack() {
        return tell(listener -> listener.afterRollback(session));
    }

    @Override
    public Mono<Void> beforeFlush() {
        return ask(listener -> listener.beforeFlush(session));
    }

    @Override
    public Mono<Void> afterFlush() {
        return ask(listener -> listener.afterFlush(session));
    }

    @Override
    public boolean hears(Object entity) {
        for (SessionListeners.OfClass<?> listener : listeners.ofEntities()) {
            if (listener.hears(entity)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Mono<Void> tell(LifecycleEvent event, Object entity) {
        return session.noAutoflush(quiet -> Flux.fromIterable(listeners.ofEntities())
                .filter(listener -> listener.hears(entity))
                .concatMap(listener -> listener.tell(event, quiet, entity))
                .then());
    }

    /** A flush, and others for what listeners have changed after it. */
    Mono<Void> settled(Mono<Void> flush, BooleanSupplier isClean) {
        if (listeners.isEmpty()) {
            return flush;
        }
        return Mono.defer(() -> {
            var rounds = new AtomicInteger();
            return flush.repeat(() -> !isClean.getAsBoolean() && isAgain(rounds.incrementAndGet()))
                    .then();
        });
    }

    private static boolean isAgain(int round) {
        if (round == ROUNDS) {
            throw new FlushException(
                    ErrorCode.FLUSH_FAILED,
                    "After " + ROUNDS + " flushes in a row there are changes again. Let the listeners that hear of what"
                            + " was written change nothing, or only what they have not changed before.");
        }
        return true;
    }

    private Mono<Void> ask(Function<SessionListener, Mono<Void>> question) {
        return listeners.ofSessions().isEmpty()
                ? Mono.empty()
                : session.noAutoflush(quiet -> Flux.fromIterable(listeners.ofSessions())
                        .concatMap(question)
                        .then());
    }

    private Mono<Void> tell(Function<SessionListener, Mono<Void>> news) {
        return ask(listener -> Mono.defer(() -> news.apply(listener)).onErrorResume(failure -> {
            LOG.warn("{} failed at what it was told of", listener, failure);
            return Mono.empty();
        }));
    }
}
