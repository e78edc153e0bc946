package io.cinnabar.core.internal;

import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import io.cinnabar.sql.Row;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the log and the listeners of a statement; costs nothing where nobody listens. */
final class Observation {
    private static final Logger SQL = LoggerFactory.getLogger("io.cinnabar.sql");
    private static final Logger ROWS = LoggerFactory.getLogger("io.cinnabar.sql.rows");
    private static final Logger BINDS = LoggerFactory.getLogger("io.cinnabar.sql.binds");
    private static final String HIDDEN = "hidden; EngineOptions.showBindValues() shows them";
    private static final int SHOWN_SQL = 2_000;
    private static final int SHOWN_LINE = 60;

    private final Runtime runtime;

    Observation(Runtime runtime) {
        this.runtime = runtime;
    }

    <T> Flux<T> observe(Flux<T> execution, StatementEvent event, @Nullable BindWriter binds) {
        if (!SQL.isDebugEnabled()
                && !BINDS.isTraceEnabled()
                && !ROWS.isTraceEnabled()
                && runtime.listeners().isEmpty()) {
            return execution;
        }
        return Flux.defer(() -> observed(execution, event, binds));
    }

    private <T> Flux<T> observed(Flux<T> execution, StatementEvent event, @Nullable BindWriter binds) {
        long start = System.nanoTime();
        var rows = new AtomicLong();
        List<EngineListener> listeners = runtime.listeners();
        announce(event, binds);
        Mono<Void> before = Flux.fromIterable(listeners)
                .concatMap(listener -> listener.beforeExecute(event))
                .then();
        Flux<T> work = listeners.isEmpty() ? execution : before.thenMany(execution);
        return work.doOnNext(element -> {
                    long count = rows.addAndGet(element instanceof Long changed ? changed : 1);
                    if (ROWS.isTraceEnabled() && element instanceof Row row) {
                        announce(event, row, count);
                    }
                })
                .doOnComplete(() -> finish(event, rows.get(), start, null))
                .doOnError(failure -> finish(event, rows.get(), start, failure))
                .doOnCancel(() -> finish(event, rows.get(), start, null));
    }

    private void announce(StatementEvent event, @Nullable BindWriter binds) {
        if (SQL.isDebugEnabled()) {
            SQL.debug(
                    "{}{}{} [{}]",
                    tag(event),
                    shortened(event.sql()),
                    event.batchSize() > 1 ? " × " + event.batchSize() + " rows" : "",
                    event.isCacheHit() ? "cached" : "compiled");
        }
        if (binds != null && BINDS.isTraceEnabled()) {
            BINDS.trace(
                    "{}{}",
                    tag(event),
                    runtime.settings().showsBindValues() ? ShownValues.of(binds.values()) : hidden(binds));
        }
    }

    /** The names of the columns before the first row, and each row. */
    private void announce(StatementEvent event, Row row, long number) {
        boolean isShown = runtime.settings().showsBindValues();
        if (number == 1) {
            ROWS.trace("{}columns {}{}", tag(event), row.names(), isShown ? "" : " (values " + HIDDEN + ")");
        }
        if (isShown) {
            ROWS.trace("{}row {}: {}", tag(event), number, ShownValues.of(row.values()));
        }
    }

    /** The name of the engine, if it was given one, and the label of the execution. */
    private String tag(StatementEvent event) {
        return runtime.settings().logPrefix() + (event.label() == null ? "" : "[" + event.label() + "] ");
    }

    private static String shortened(String sql) {
        return sql.length() <= SHOWN_SQL ? sql : sql.substring(0, SHOWN_SQL) + "… (" + sql.length() + " characters)";
    }

    private static String hidden(BindWriter binds) {
        return binds.values().size() + " values (" + HIDDEN + ")";
    }

    private void finish(StatementEvent event, long rows, long start, @Nullable Throwable failure) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        SQL.debug(
                "{}{} {} in {} ms{}: {}",
                tag(event),
                rows,
                rows == 1 ? "row" : "rows",
                String.format(Locale.ROOT, "%.3f", elapsed.toNanos() / 1e6),
                failure == null ? "" : ", failed",
                event.sql().length() <= SHOWN_LINE ? event.sql() : event.sql().substring(0, SHOWN_LINE) + "…");
        var outcome = new StatementOutcome(rows, elapsed, failure);
        runtime.listeners().forEach(listener -> listener.afterExecute(event, outcome));
    }
}
