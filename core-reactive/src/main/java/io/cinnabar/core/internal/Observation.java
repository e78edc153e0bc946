package io.cinnabar.core.internal;

import io.cinnabar.core.event.FailureEvent;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.sql.Row;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Tells the log and the listeners of a statement; costs nothing where nobody listens. */
final class Observation {
    private static final Logger SQL = LoggerFactory.getLogger("io.cinnabar.sql");
    private static final Logger ROWS = LoggerFactory.getLogger("io.cinnabar.sql.rows");
    private static final Logger BINDS = LoggerFactory.getLogger("io.cinnabar.sql.binds");
    private static final String HIDDEN = "hidden; EngineOptions.showBindValues() shows them";
    private static final int SHOWN_SQL = 2_000;
    private static final int SHOWN_LINE = 60;

    private final Runtime runtime;
    private final Checkout checkout;
    private final Telling telling;

    Observation(Runtime runtime, Checkout checkout, Telling telling) {
        this.runtime = runtime;
        this.checkout = checkout;
        this.telling = telling;
    }

    /** How an execution goes on. */
    private static final class Progress {
        private final long start = System.nanoTime();
        private final AtomicLong rows = new AtomicLong();
        private final AtomicBoolean isFinished = new AtomicBoolean();
    }

    /** The execution of the SQL of an event, or of that which a listener puts in its place. */
    <T> Flux<T> observe(Function<String, Flux<T>> execution, StatementEvent event, @Nullable BindWriter binds) {
        if (telling.isUnheard()) {
            return SQL.isDebugEnabled() || BINDS.isTraceEnabled() || ROWS.isTraceEnabled()
                    ? Flux.deferContextual(context -> observed(execution, event, binds, context))
                    : execution.apply(event.sql());
        }
        return Flux.deferContextual(
                context -> telling.ready(event).flatMapMany(sent -> observed(execution, sent, binds, context)));
    }

    private <T> Flux<T> observed(
            Function<String, Flux<T>> execution,
            StatementEvent event,
            @Nullable BindWriter binds,
            ContextView context) {
        announce(event, binds);
        var progress = new Progress();
        return execution
                .apply(event.sql())
                .doOnNext(element -> {
                    long count = progress.rows.addAndGet(element instanceof Long changed ? changed : 1);
                    if (ROWS.isTraceEnabled() && element instanceof Row row) {
                        announce(event, row, count);
                    }
                })
                .onErrorResume(failure -> finished(event, progress, failure).then(signalled(event, failure)))
                .concatWith(finished(event, progress, null).then(Mono.empty()))
                .doOnCancel(() -> finished(event, progress, null)
                        .contextWrite(context)
                        .subscribe(
                                ignored -> {},
                                failure -> SQL.warn("Nobody could be told of the end of a statement", failure)));
    }

    private <T> Mono<T> signalled(StatementEvent event, Throwable failure) {
        return telling.isUnheard() || !(failure instanceof CinnabarException known)
                ? Mono.error(failure)
                : telling.replaced(new FailureEvent(event.engineName(), event, known))
                        .flatMap(instead -> {
                            if (instead != failure && instead instanceof ConnectionLostException lost) {
                                checkout.lost(lost);
                            }
                            return Mono.error(instead);
                        });
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

    /** Tells that the statement has left the wire. Does nothing the second time. */
    private Mono<Void> finished(StatementEvent event, Progress progress, @Nullable Throwable failure) {
        return Mono.defer(() -> {
            if (!progress.isFinished.compareAndSet(false, true)) {
                return Mono.empty();
            }
            long rows = progress.rows.get();
            Duration elapsed = Duration.ofNanos(System.nanoTime() - progress.start);
            SQL.debug(
                    "{}{} {} in {} ms{}: {}",
                    tag(event),
                    rows,
                    rows == 1 ? "row" : "rows",
                    String.format(Locale.ROOT, "%.3f", elapsed.toNanos() / 1e6),
                    failure == null ? "" : ", failed",
                    event.sql().length() <= SHOWN_LINE
                            ? event.sql()
                            : event.sql().substring(0, SHOWN_LINE) + "…");
            var outcome = new StatementOutcome(rows, elapsed, failure);
            return telling.tellOf(listener -> listener.afterExecute(event, outcome));
        });
    }
}
