package io.cinnabar.core.internal;

import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the log and the listeners of a statement; costs nothing where nobody listens. */
final class Observation {
    private static final Logger SQL = LoggerFactory.getLogger("io.cinnabar.sql");
    private static final Logger BINDS = LoggerFactory.getLogger("io.cinnabar.sql.binds");
    private static final int SHOWN = 300;

    private final Runtime runtime;

    Observation(Runtime runtime) {
        this.runtime = runtime;
    }

    <T> Flux<T> observe(Flux<T> execution, StatementEvent event, BindWriter binds) {
        if (!SQL.isDebugEnabled() && runtime.listeners().isEmpty()) {
            return execution;
        }
        return Flux.defer(() -> observed(execution, event, binds));
    }

    private <T> Flux<T> observed(Flux<T> execution, StatementEvent event, BindWriter binds) {
        long start = System.nanoTime();
        var rows = new AtomicLong();
        List<EngineListener> listeners = runtime.listeners();
        announce(event, binds);
        Mono<Void> before = Flux.fromIterable(listeners)
                .concatMap(listener -> listener.beforeExecute(event))
                .then();
        Flux<T> work = listeners.isEmpty() ? execution : before.thenMany(execution);
        var failure = new AtomicReference<@Nullable Throwable>();
        return work.doOnNext(element -> rows.addAndGet(element instanceof Long changed ? changed : 1))
                .doOnError(failure::set)
                .doFinally(signal -> finish(event, rows.get(), start, failure.get()));
    }

    private void announce(StatementEvent event, BindWriter binds) {
        if (SQL.isDebugEnabled()) {
            SQL.debug(
                    "{}{}{} [{}]",
                    event.label() == null ? "" : "[" + event.label() + "] ",
                    event.sql(),
                    event.batchSize() > 1 ? " × " + event.batchSize() + " rows" : "",
                    event.isCacheHit() ? "cached" : "compiled");
        }
        if (BINDS.isTraceEnabled()) {
            BINDS.trace("{}", runtime.settings().showsBindValues() ? shortened(binds) : hidden(binds));
        }
    }

    private static String shortened(BindWriter binds) {
        String text =
                binds.values().stream().map(Observation::shortened).toList().toString();
        return text.length() <= 10 * SHOWN
                ? text
                : text.substring(0, 10 * SHOWN) + "… (" + binds.values().size() + " values)";
    }

    private static String shortened(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }

    private static String hidden(BindWriter binds) {
        return binds.values().size() + " values (hidden; EngineOptions.showBindValues() shows them)";
    }

    private void finish(StatementEvent event, long rows, long start, @Nullable Throwable failure) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        SQL.debug("{} rows in {} µs", rows, elapsed.toNanos() / 1_000);
        var outcome = new StatementOutcome(rows, elapsed, failure);
        runtime.listeners().forEach(listener -> listener.afterExecute(event, outcome));
    }
}
