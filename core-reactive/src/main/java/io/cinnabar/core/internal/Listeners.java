package io.cinnabar.core.internal;

import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.FailureEvent;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who hears what an engine does. Thread-safe. */
public final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.events");

    private final String engineName;
    private final Duration patience;
    private final List<EngineListener> all = new CopyOnWriteArrayList<>();

    /**
     * Those that are told of every engine, and others.
     *
     * @param patience how long the answer of one may take
     */
    public Listeners(String engineName, List<EngineListener> others, Duration patience) {
        this.engineName = engineName;
        this.patience = patience;
        ServiceLoader.load(EngineListener.class).forEach(all::add);
        all.addAll(others);
    }

    /** The name of the engine. */
    public String engineName() {
        return engineName;
    }

    /** Whether nobody listens. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Adds one; disposing of what is returned takes it away. */
    public Disposable add(EngineListener listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    /** Asks one after the other about what is to come: an error of one is signalled. */
    public Mono<Void> ask(Function<EngineListener, Mono<Void>> question) {
        return all.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(all)
                        .concatMap(listener -> bounded(listener, question))
                        .then();
    }

    /** Tells one after the other what has happened: an error of one is logged. Never fails. */
    public Mono<Void> tell(Function<EngineListener, Mono<Void>> news) {
        return all.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(all)
                        .concatMap(listener -> heard(listener, news))
                        .then();
    }

    /** The event of a statement with the SQL that is to be sent. */
    Mono<StatementEvent> rewritten(StatementEvent event) {
        Mono<StatementEvent> rewritten = Mono.just(event);
        for (EngineListener listener : all) {
            rewritten = rewritten.flatMap(current -> bounded(listener, asked -> asked.rewrite(current))
                    .map(current::withSql)
                    .defaultIfEmpty(current));
        }
        return rewritten;
    }

    /** Emits the error that the first who wants to puts in the place of another, or that one. Never fails. */
    public Mono<Throwable> replaced(FailureEvent event) {
        return Flux.fromIterable(all)
                .concatMap(listener -> heard(listener, told -> told.onError(event)))
                .next()
                .defaultIfEmpty(event.failure());
    }

    private <T> Mono<T> heard(EngineListener listener, Function<EngineListener, Mono<T>> news) {
        return Mono.defer(() -> bounded(listener, news)).onErrorResume(failure -> {
            LOG.warn("{} failed at what it was told of", listener, failure);
            return Mono.empty();
        });
    }

    private <T> Mono<T> bounded(EngineListener listener, Function<EngineListener, Mono<T>> call) {
        Mono<T> answer = call.apply(listener);
        return answer instanceof Callable
                ? answer
                : answer.timeout(patience).onErrorMap(TimeoutException.class, late -> late(listener));
    }

    private InvalidRequestException late(EngineListener listener) {
        return new InvalidRequestException(
                ErrorCode.LISTENER_TIMEOUT,
                "The listener " + listener + " of the engine '" + engineName + "' has not answered within "
                        + patience.toMillis()
                        + " ms. It must not wait for what waits for it, such as its connection; or raise"
                        + " EngineOptions.withListenerTimeout(…).");
    }
}
