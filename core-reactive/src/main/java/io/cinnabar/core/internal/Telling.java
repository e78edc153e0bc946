package io.cinnabar.core.internal;

import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.FailureEvent;
import io.cinnabar.core.event.StatementEvent;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What the listeners of an engine hear of one connection; knows whether it waits for one of them. Thread-safe. */
final class Telling {
    private final Listeners listeners;
    private final ConnectionEvent connection;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long waitedUntil = System.nanoTime();

    Telling(Listeners listeners, ConnectionEvent connection) {
        this.listeners = listeners;
        this.connection = connection;
    }

    /** The connection, as listeners see it. */
    ConnectionEvent connection() {
        return connection;
    }

    /** Whether nobody listens. */
    boolean isUnheard() {
        return listeners.isEmpty();
    }

    /** The {@link System#nanoTime()} until which a silence on the wire was that of a listener. */
    long waitedUntil() {
        return waiting.get() > 0 ? System.nanoTime() : waitedUntil;
    }

    /** Tells what has happened to the connection. Never fails. */
    Mono<Void> tell(BiFunction<EngineListener, ConnectionEvent, Mono<Void>> news) {
        return tellOf(listener -> news.apply(listener, connection));
    }

    /** Tells what has happened on the connection. Never fails. */
    Mono<Void> tellOf(Function<EngineListener, Mono<Void>> news) {
        return Mono.defer(() -> listeners.isEmpty() ? Mono.empty() : waitedFor(listeners.tell(news)));
    }

    /** The event of a statement with the SQL that is to be sent, once all agree to its being sent. */
    Mono<StatementEvent> ready(StatementEvent event) {
        return waitedFor(listeners
                .rewritten(event)
                .flatMap(sent ->
                        listeners.ask(listener -> listener.beforeExecute(sent)).thenReturn(sent)));
    }

    /** Emits the error in the place of another. */
    Mono<Throwable> replaced(FailureEvent event) {
        return waitedFor(listeners.replaced(event));
    }

    private <T> Mono<T> waitedFor(Mono<T> answer) {
        return Mono.defer(() -> {
            waiting.incrementAndGet();
            return answer.doFinally(signal -> {
                waitedUntil = System.nanoTime();
                waiting.decrementAndGet();
            });
        });
    }
}
