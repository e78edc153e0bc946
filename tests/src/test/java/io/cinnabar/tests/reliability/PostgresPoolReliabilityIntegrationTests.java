package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Scenarios of group C that need a server that fails, or one that is busy. */
@UsesPostgres
class PostgresPoolReliabilityIntegrationTests extends ReliabilitySuite {
    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final int SIZE = 5;
    private static final TextStatement<Row1<String>> SLEEP =
            Sql.text("SELECT CAST(pg_sleep(:s) AS text)").columns(Types.TEXT);

    PostgresPoolReliabilityIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    private static Mono<Integer> pid(Connection connection) {
        return connection.scalar(Sql.text("SELECT pg_backend_pid()").columns(Types.INTEGER));
    }

    @Test
    @DisplayName("C07 the rollback on return fails: the connection is destroyed, and it is told")
    void rollbackOnReturnFails() {
        PoolOptions pool = PoolOptions.DEFAULT.withMaxSize(1).withCleanUpTimeout(BRIEF);
        Engine engine = bench().proxied(EngineOptions.DEFAULT.withPool(pool));
        var released = new AtomicInteger();
        engine.listen(new EngineListener() {
            @Override
            public Mono<Void> onRelease(ConnectionEvent event) {
                released.incrementAndGet();
                return Mono.empty();
            }
        });
        Connection held = run(engine.acquire());
        int pid = run(pid(held));
        run(held.beginTransaction());
        run(bench().ledger().write(held, "C07", 1));
        bench().proxy().silence();
        try (LogCapture log = LogCapture.of("io.cinnabar.pool", Level.WARN)) {
            run(held.close());
            assertThat(log.messages()).singleElement().asString().contains("could not be cleaned", "destroyed");
        }
        assertThat(released).hasValue(1);
        StepVerifier.create(engine.connect(PostgresPoolReliabilityIntegrationTests::pid))
                .assertNext(next -> assertThat(next).isNotEqualTo(pid))
                .expectComplete()
                .verify(DEADLINE);
        Eventually.holds("the socket is closed", () -> bench().proxy().openSockets() == 1);
        assertThat(bench().ledger().rows("C07")).isZero();
    }

    @Test
    @DisplayName("C09 closed while a statement runs: it may end, who waits may not begin")
    void closedInPatience() {
        Engine engine = bench().engine(pool(1));
        Sinks.One<String> running = Sinks.one();
        engine.connect(connection -> connection.scalar(SLEEP.bind("s", 0.5)).thenReturn("done"))
                .subscribe(running::tryEmitValue, running::tryEmitError);
        bench().admin().awaitActive(bench().applicationName(engine), "pg_sleep");
        Sinks.One<Integer> waiting = Sinks.one();
        engine.connect(CancelSuite::answer).subscribe(waiting::tryEmitValue, waiting::tryEmitError);
        awaitPool(engine, status -> status.pending() == 1);
        run(engine.close());
        StepVerifier.create(waiting.asMono())
                .expectErrorSatisfies(this::expectClosed)
                .verify(DEADLINE);
        StepVerifier.create(running.asMono())
                .expectNext("done")
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    @DisplayName("C09 closed while a statement runs for ever: it is stopped, on the server too")
    void closedByForce() {
        Engine engine = bench().engine(pool(1));
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        engine.begin(connection -> bench().ledger()
                        .write(connection, "C09", 1)
                        .then(connection.scalar(SLEEP.bind("s", (double) FOREVER_SECONDS))))
                .subscribe(ignored -> {}, failures::add);
        bench().admin().awaitActive(bench().applicationName(engine), "pg_sleep");
        try (LogCapture log = LogCapture.of("io.cinnabar.pool", Level.WARN)) {
            run(engine.close(BRIEF));
            assertThat(log.messages()).anyMatch(line -> line.contains("closed while connections are in use"));
        }
        Eventually.holds("the work has failed", () -> !failures.isEmpty());
        assertThat(failures).hasOnlyElementsOfType(CinnabarException.class);
        StepVerifier.create(engine.connect(CancelSuite::answer))
                .expectErrorSatisfies(this::expectClosed)
                .verify(DEADLINE);
        Eventually.holds(
                "no session is left, and no new one is there",
                () -> bench().admin().sessions(bench().applicationName(engine)).isEmpty());
        assertThat(bench().ledger().rows("C09")).isZero();
    }

    private void expectClosed(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        CinnabarException.class,
                        closed -> assertThat(closed.code()).isEqualTo(ErrorCode.CLOSED));
    }

    @Test
    @DisplayName("C11 half of the connections cannot be opened: no place in the pool is lost, and none is added")
    void halfOfTheConnectsFail() {
        long seed = Long.getLong("cinnabar.seed", System.nanoTime());
        var random = new Random(seed);
        for (int round = 0; round < ReliabilityBench.times(4, 100); round++) {
            Engine engine = bench().proxied(pool(SIZE));
            var refused = new AtomicInteger();
            bench().proxy().resetNewConnections(() -> refused.get() == 0 || random.nextBoolean());
            Sinks.Empty<Void> done = Sinks.empty();
            Flux.range(0, 150)
                    .flatMap(
                            number -> engine.connect(connection -> connection.scalar(SLEEP.bind("s", 0.002)))
                                    .onErrorResume(ConnectionFailedException.class, failure -> {
                                        refused.incrementAndGet();
                                        return Mono.empty();
                                    }),
                            4 * SIZE)
                    .then()
                    .subscribe(ignored -> {}, done::tryEmitError, done::tryEmitEmpty);
            var most = new AtomicInteger();
            Eventually.holds("the load has ended, with seed " + seed, () -> {
                most.accumulateAndGet(
                        bench().admin()
                                .sessions(bench().applicationName(engine))
                                .size(),
                        Math::max);
                return Boolean.TRUE.equals(done.asMono()
                        .thenReturn(true)
                        .timeout(Duration.ofMillis(5), Mono.just(false))
                        .block());
            });
            assertThat(refused).as("seed %d", seed).hasPositiveValue();
            bench().proxy().heal();
            expectFullSize(engine, seed, most);
            bench().invariants(engine).check();
            bench().close(engine);
        }
    }

    private void expectFullSize(Engine engine, long seed, AtomicInteger most) {
        List<Connection> held =
                run(Flux.range(0, SIZE).concatMap(number -> engine.acquire()).collectList());
        Mono<Connection> oneMore = engine.acquire();
        oneMore.subscribe(late -> late.close().subscribe());
        awaitPool(engine, status -> status.pending() == 1);
        int sessions = bench().admin().sessions(bench().applicationName(engine)).size();
        assertThat(sessions).as("seed %d", seed).isEqualTo(SIZE);
        assertThat(most).as("seed %d", seed).hasValueLessThanOrEqualTo(SIZE);
        run(Flux.fromIterable(held).concatMap(Connection::close).then());
    }
}
