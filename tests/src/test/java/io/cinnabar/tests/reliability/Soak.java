package io.cinnabar.tests.reliability;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.PoolStatus;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Types;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Mixed work on one engine while everything breaks that can break. It works in rounds. After each, when the faults are
 * over and the work is done, the {@link Invariants} must hold, the {@link SoakBank} must have what its callers were
 * told, and nothing may have grown.
 */
final class Soak {
    /** Outside {@code io.cinnabar}, whose log lines are kept and looked at. */
    static final Logger LOG = LoggerFactory.getLogger("soak");

    private static final Duration PROGRESS = Duration.ofSeconds(5);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);
    /** What the driver keeps prepared for each connection, as Cinnabar sets it. */
    private static final int PREPARED = 256;

    private static final double MAY_GROW_BY = 1.3;
    private static final long MAY_GROW_BY_BYTES = 12L << 20;
    private static final int ROUNDS_FOR_GROWTH = 9;

    /** What is said of work that was broken off, which is for somebody to act on. */
    private static final List<String> EXPECTED_LINES = List.of(
            "Whether a transaction was committed is not known",
            "A connection could not be cleaned before it went back to the pool",
            "The server could not be told to stop");

    /** What the driver drops by itself when its connection breaks: the error of a write, and messages not yet sent. */
    private static final List<String> DRIVERS_OWN = List.of(
            "ErrorCallbackNotImplemented: io.netty.channel.",
            "ErrorCallbackNotImplemented: java.nio.channels.ClosedChannelException",
            "an element of class io.r2dbc.postgresql.message.frontend.");

    private final ReliabilityBench bench;
    private final TestDatabaseUrl database;
    private final int poolSize;
    private final int workers;
    private final long seed = Long.getLong("cinnabar.seed", System.nanoTime());
    private final SoakTally tally = new SoakTally();
    private final List<Long> heap = new ArrayList<>();

    Soak(ReliabilityBench bench, TestDatabaseUrl database, int poolSize, int workers) {
        this.bench = bench;
        this.database = database;
        this.poolSize = poolSize;
        this.workers = workers;
    }

    /** Runs for a time, and fails with all that was found. */
    SoakTally run(Duration time) {
        LOG.info("cinnabar.seed={} pool of {}, {} at a time, {}", seed, poolSize, workers, time);
        var options = EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT
                .withMaxSize(poolSize)
                .withValidateAfterIdle(Duration.ofMillis(20))
                .withMaxLifetime(Duration.ofSeconds(5)));
        Engine engine = bench.proxied(options);
        var bank = new SoakBank(bench.admin());
        var load = new SoakLoad(engine, bank, tally, seed);
        long end = System.nanoTime() + time.toNanos();
        try (var faults = new SoakFaults(bench, database, engine, tally, seed);
                var log = LogCapture.of("io.cinnabar", Level.WARN);
                var driverLog = LogCapture.of("io.r2dbc", Level.WARN);
                var networkLog = LogCapture.of("io.netty", Level.WARN)) {
            while (System.nanoTime() < end) {
                long roundEnd = Math.min(end, System.nanoTime() + LONGEST_ROUND.toNanos());
                round(load, faults, () -> System.nanoTime() >= roundEnd);
                rest(engine, bank);
                for (LogCapture lines : List.of(log, driverLog, networkLog)) {
                    expectNoOtherLines(lines);
                }
            }
        }
        expectNoGrowth();
        LOG.info("cinnabar.seed={} {}\n  MB of heap after each round: {}", seed, tally.summary(), megabytes());
        if (!tally.findings().isEmpty()) {
            throw new AssertionError("cinnabar.seed=" + seed + tally.findings() + "\n" + tally.summary());
        }
        return tally;
    }

    private void round(SoakLoad load, SoakFaults faults, BooleanSupplier isOver) {
        CompletableFuture<Void> working = load.run(workers, isOver).toFuture();
        CompletableFuture<Void> reporting = Flux.interval(PROGRESS)
                .doOnNext(tick -> LOG.info("{}", tally.progress()))
                .then()
                .toFuture();
        faults.run(isOver);
        try {
            working.join();
        } finally {
            reporting.cancel(true);
        }
    }

    /** All work is done and nothing is broken any more. */
    private void rest(Engine engine, SoakBank bank) {
        try {
            bench.invariants(engine).check();
        } catch (AssertionError broken) {
            tally.finding(String.valueOf(broken.getMessage()));
        }
        for (String incident : bench.incidents()) {
            if (DRIVERS_OWN.stream().anyMatch(incident::contains)) {
                tally.count("dropped inside the driver");
            } else {
                tally.finding("I5: " + incident);
            }
        }
        bench.forgetIncidents();
        bench.proxy().connected(); // forgets those that are over
        bank.check(bench.admin(), tally);
        long prepared = mostPrepared(engine);
        if (prepared > PREPARED) {
            tally.finding(prepared + " statements are prepared on a connection");
        }
        if (engine.compiledStatements() > EngineOptions.DEFAULT.compiledCacheSize() * 3 / 2) {
            tally.finding(engine.compiledStatements() + " compiled statements are kept");
        }
        System.gc();
        heap.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** Of all idle connections, taken out at once, how many statements the one with the most keeps prepared. */
    private static long mostPrepared(Engine engine) {
        PoolStatus pool = engine.pool();
        int idle = pool == null ? 0 : pool.idle();
        if (idle == 0) {
            return 0;
        }
        var count = Sql.text("SELECT count(*) FROM pg_prepared_statements").columns(Types.BIGINT);
        List<Connection> connections = Flux.range(0, idle)
                .flatMap(number -> engine.acquire(), idle)
                .collectList()
                .blockOptional(Eventually.DEADLINE)
                .orElseThrow();
        return Flux.fromIterable(connections)
                .concatMap(connection -> connection
                        .scalar(count)
                        .flatMap(found -> connection.close().then(Mono.just(found))))
                .reduce(0L, Math::max)
                .blockOptional(Eventually.DEADLINE)
                .orElse(0L);
    }

    private void expectNoOtherLines(LogCapture lines) {
        lines.entries().forEach(line -> {
            tally.count("log: " + line.level() + " " + line.logger());
            if (EXPECTED_LINES.stream().noneMatch(line.message()::startsWith)) {
                tally.finding("log line: " + line.message() + " " + line.trace());
            }
        });
        lines.clear();
    }

    /** The median of the last third of all rounds to that of the third before, when all is warm. */
    private void expectNoGrowth() {
        int third = heap.size() / 3;
        if (heap.size() < ROUNDS_FOR_GROWTH) {
            return;
        }
        long before = median(heap.subList(third, 2 * third));
        long last = median(heap.subList(2 * third, heap.size()));
        if (last > before * MAY_GROW_BY + MAY_GROW_BY_BYTES) {
            tally.finding("the heap has grown, in MB after each round: " + megabytes());
        }
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    private List<Long> megabytes() {
        return heap.stream().map(bytes -> bytes >> 20).toList();
    }
}
