package io.cinnabar.tests.reliability;

import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import reactor.core.publisher.Mono;

/** Scenarios on a bench: after each test the invariants must hold, and nothing of its engines may be left. */
public abstract class ReliabilitySuite {
    /** Longer than any step may take; what waits for ever ends here. */
    protected static final Duration DEADLINE = Eventually.DEADLINE;

    /** Longer than the deadline: what ends before has been stopped. */
    protected static final int FOREVER_SECONDS = 600;

    private final TestDatabaseUrl database;
    private ReliabilityBench bench;

    /** Scenarios on a database. */
    @SuppressWarnings("NullAway.Init") // the bench is there for each test
    protected ReliabilitySuite(TestDatabaseUrl database) {
        this.database = database;
    }

    /** What others have left, such as tests of the driver alone, is not to be found by these. */
    @BeforeAll
    static void forgetLeaks() {
        IncidentWatch.findLeaks();
    }

    @BeforeEach
    final void openBench() {
        bench = ReliabilityBench.open(database);
    }

    @AfterEach
    final void closeBench() {
        bench.close();
    }

    /** The bench of the test. */
    protected final ReliabilityBench bench() {
        return bench;
    }

    /** The database's own name, to tell scenarios apart that only one of them has. */
    protected final TestDatabaseUrl database() {
        return database;
    }

    /** The options of an engine with a pool of a size. */
    protected static EngineOptions pool(int size) {
        return EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withMaxSize(size));
    }

    /** Waits until the pool of an engine is in a state. */
    protected static void awaitPool(Engine engine, Predicate<io.cinnabar.core.PoolStatus> state) {
        Eventually.holds("the pool is as expected", () -> engine.pool() != null && state.test(engine.pool()));
    }

    /** Waits for work. */
    @SuppressWarnings("NullAway") // work without a value gives null, which its callers do not look at
    protected static <T> T run(Mono<T> work) {
        return work.block(DEADLINE);
    }
}
