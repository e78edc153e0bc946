package io.cinnabar.tests.suite;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.Engine;
import io.cinnabar.core.PoolStatus;
import java.time.Duration;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Looks at an engine's pool. */
final class PoolProbe {
    private PoolProbe() {}

    /** The state of the pool of an engine that has one. */
    static PoolStatus status(Engine engine) {
        return requireNonNull(engine.pool(), "pool");
    }

    /** Waits until nobody holds a connection or waits for one, and fails if that does not come. */
    static void expectIdle(Engine engine, Duration deadline) {
        expect(engine, deadline, status -> status.acquired() == 0 && status.pending() == 0);
    }

    /** Waits until the pool is in a state, and fails if that does not come. */
    static void expect(Engine engine, Duration deadline, Predicate<PoolStatus> state) {
        StepVerifier.create(Flux.interval(Duration.ZERO, Duration.ofMillis(5))
                        .onBackpressureDrop()
                        .map(tick -> status(engine))
                        .filter(state)
                        .next()
                        .then())
                .expectComplete()
                .verify(deadline);
    }
}
