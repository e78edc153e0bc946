package io.cinnabar.core;

import io.cinnabar.core.internal.Checkout;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reports connections that are held without use, and takes them away if it is told to. Thread-safe. */
final class LeakWatch {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.pool");
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(10);
    private static final Duration SHORTEST_PERIOD = Duration.ofMillis(20);

    private final String engineName;
    private final PoolOptions options;
    private final Checkouts checkouts;
    private final Set<Checkout> reported = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private @Nullable Disposable watching;
    private boolean isDisposed;

    LeakWatch(String engineName, PoolOptions options, Checkouts checkouts) {
        this.engineName = engineName;
        this.options = options;
        this.checkouts = checkouts;
    }

    /** The place that takes a connection, as something that can be printed with the report. */
    static Throwable here() {
        return new Throwable("The connection was taken here");
    }

    /** Starts to watch, the first time. */
    void watch() {
        Duration timeout = options.leakTimeout();
        if (timeout != null) {
            start(timeout);
        }
    }

    private synchronized void start(Duration timeout) {
        if (watching == null && !isDisposed) {
            Duration half = timeout.dividedBy(2);
            Duration period = half.compareTo(LONGEST_PERIOD) > 0 ? LONGEST_PERIOD : half;
            watching = Flux.interval(period.compareTo(SHORTEST_PERIOD) < 0 ? SHORTEST_PERIOD : period)
                    .onBackpressureDrop()
                    .concatMap(tick -> look(timeout))
                    .subscribe(ignored -> {}, failure -> LOG.warn("The watch for leaks has ended", failure));
        }
    }

    private Mono<Void> look(Duration timeout) {
        return Flux.fromIterable(checkouts.all())
                .filter(checkout -> isLeaked(checkout, timeout) && reported.add(checkout))
                .concatMap(checkout -> report(checkout).onErrorComplete())
                .then();
    }

    private static boolean isLeaked(Checkout checkout, Duration timeout) {
        Duration idle = checkout.idle();
        return idle != null && idle.compareTo(timeout) >= 0;
    }

    private Mono<Void> report(Checkout checkout) {
        LOG.warn(
                "A connection of '{}' has been held for {} and not used for {} of them; the last was '{}'.{}",
                engineName,
                Checkouts.seconds(checkout.held()),
                idle(checkout),
                checkout.activity(),
                options.reclaimsLeaks() ? " It is taken away." : " Close it where it is not needed any more.",
                checkout.takenAt());
        return options.reclaimsLeaks() ? checkout.abort("it was held without use for " + idle(checkout)) : Mono.empty();
    }

    private static String idle(Checkout checkout) {
        Duration idle = checkout.idle();
        return Checkouts.seconds(idle == null ? Duration.ZERO : idle);
    }

    synchronized void dispose() {
        isDisposed = true;
        if (watching != null) {
            watching.dispose();
        }
    }
}
