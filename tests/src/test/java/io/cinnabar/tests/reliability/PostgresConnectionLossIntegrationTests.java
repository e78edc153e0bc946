package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.Transaction;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.QueryTimeoutException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Scenarios of group B: connections that break, stall or were never one. */
@UsesPostgres
class PostgresConnectionLossIntegrationTests extends ReliabilitySuite {
    private static final int ROWS = 20;
    private static final String CANARY = "canary-7f3a";

    PostgresConnectionLossIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    private static TextStatement<Row1<Integer>> numbers(int count) {
        return Sql.text("SELECT generate_series(1, :n)").bind("n", count).columns(Types.INTEGER);
    }

    private void expectAnswer(Engine engine) {
        StepVerifier.create(engine.connect(CancelSuite::answer))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest(name = "B02 cancelled in a transaction whose backend was killed, under a savepoint: {0}")
    @ValueSource(booleans = {false, true})
    void cancelledAfterTheBackendWasKilled(boolean isUnderSavepoint) {
        Engine engine = bench().engine(pool(1));
        Sinks.One<Long> written = Sinks.one();
        Function<Connection, Mono<Long>> work = connection -> bench().ledger()
                .write(connection, "B02", 1)
                .doOnNext(written::tryEmitValue)
                .then(Mono.never());
        Disposable working = engine.begin(
                        connection -> isUnderSavepoint ? connection.savepoint(work) : work.apply(connection))
                .subscribe();
        run(written.asMono());
        bench().admin()
                .terminate(bench().admin()
                        .sessions(bench().applicationName(engine))
                        .get(0)
                        .pid());
        working.dispose();
        expectAnswer(engine);
        assertThat(bench().ledger().rows("B02")).isZero();
    }

    @Test
    @DisplayName("B02 the backend is killed between BEGIN and the first statement")
    void killedAfterBegin() {
        Engine engine = bench().engine(pool(1));
        Connection connection = run(engine.acquire());
        Transaction transaction = run(connection.beginTransaction());
        bench().admin()
                .terminate(bench().admin()
                        .sessions(bench().applicationName(engine))
                        .get(0)
                        .pid());
        StepVerifier.create(bench().ledger().write(connection, "B02", 1))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ConnectionLostException.class,
                                lost -> assertThat(lost.isRetryable()).isTrue()))
                .verify(DEADLINE);
        assertThat(transaction.isActive()).isTrue();
        run(connection.close());
        expectAnswer(engine);
        assertThat(bench().ledger().rows("B02")).isZero();
    }

    static Stream<Fault> cuts() {
        return Stream.of(
                Fault.cutBefore(Moment.message('1'), Fault.Ending.CLOSE),
                Fault.cutBefore(Moment.message('T'), Fault.Ending.CLOSE),
                Fault.cutAfter(Moment.message('T'), Fault.Ending.CLOSE),
                Fault.cutBefore(Moment.message('D'), Fault.Ending.CLOSE),
                Fault.cutAfter(Moment.message('D'), Fault.Ending.RESET),
                Fault.cutAfter(Moment.message('D').number(ROWS), Fault.Ending.CLOSE),
                Fault.cutBefore(Moment.message('C'), Fault.Ending.RESET),
                Fault.cutBefore(Moment.message('D').number(3), Fault.Ending.HALF_CLOSE),
                Fault.cutAfterBytes(1),
                Fault.cutAfterBytes(40),
                Fault.cutAfterBytes(101),
                Fault.cutAfterBytes(150));
    }

    @ParameterizedTest(name = "B03 the connection breaks amid the rows: {0}")
    @MethodSource("cuts")
    void brokenAmidRows(Fault cut) {
        Engine engine = bench().proxied(pool(1));
        expectAnswer(engine);
        List<Integer> read = new CopyOnWriteArrayList<>();
        StepVerifier.create(engine.connectMany(connection -> {
                            bench().proxy().fromServer(cut);
                            return connection.scalars(numbers(ROWS));
                        })
                        .doOnNext(read::add)
                        .then())
                .expectError(ConnectionLostException.class)
                .verify(DEADLINE);
        assertThat(read)
                .hasSizeLessThanOrEqualTo(ROWS)
                .isEqualTo(read.stream().sorted().toList());
        bench().proxy().heal();
        expectAnswer(engine);
    }

    @Test
    @DisplayName("B03 each byte of an answer can be the last one")
    void brokenAtEachByte() {
        Engine engine = bench().proxied(pool(1));
        for (int bytes = 0; bytes < 110; bytes += ReliabilityBench.times(7, 1)) {
            expectAnswer(engine);
            Fault cut = Fault.cutAfterBytes(bytes + 1);
            StepVerifier.create(engine.connect(connection -> {
                        bench().proxy().fromServer(cut);
                        return connection.scalars(numbers(3)).collectList();
                    }))
                    .expectError(ConnectionLostException.class)
                    .verify(DEADLINE);
            bench().proxy().heal();
        }
        expectAnswer(engine);
    }

    @Test
    @DisplayName("B03 the connection is broken off on another thread while rows come: none is leaked")
    void brokenOffAmidRows() {
        Engine engine = bench().engine(pool(1));
        for (int round = 0; round < ReliabilityBench.times(12, 2_000); round++) {
            int least = 1 + round % 30 * 100;
            Connection connection = run(engine.acquire());
            var count = new AtomicInteger();
            Sinks.Empty<Void> ended = Sinks.empty();
            connection
                    .scalars(numbers(1_000_000))
                    .doOnNext(number -> count.incrementAndGet())
                    .subscribe(ignored -> {}, failure -> ended.tryEmitEmpty());
            Eventually.holds("rows come", () -> count.get() >= least);
            run(connection.invalidate());
            StepVerifier.create(ended.asMono()).expectComplete().verify(DEADLINE);
            run(connection.close());
        }
    }

    @Test
    @DisplayName("B09 a wrong password, an unknown host and a port where nobody listens")
    void neverConnected() {
        DatabaseUrl url = DatabaseUrl.parse(database().url()).withPassword(CANARY);
        FaultProxy proxy = bench().proxy();
        proxy.refuse();
        expectRefusal(url.withHost(proxy.host(), proxy.port()));
        expectRefusal(url.withHost("no-such-host.invalid", 5432));
        proxy.heal();
    }

    private void expectRefusal(DatabaseUrl url) {
        Engine engine = bench().engine(url, pool(2));
        StepVerifier.create(engine.connect(CancelSuite::answer))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOf(ConnectionFailedException.class);
                    for (Throwable each = failure; each != null; each = each.getCause()) {
                        assertThat(each.toString()).doesNotContain(CANARY);
                    }
                })
                .verify(DEADLINE);
    }

    static Stream<Fault> nonsense() {
        return Stream.of(
                Fault.garbage("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                Fault.garbage(new byte[] {'R', 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 0}),
                Fault.cutBefore(Moment.message('R'), Fault.Ending.RESET),
                Fault.cutBefore(Moment.message('R'), Fault.Ending.CLOSE),
                Fault.cutAfterBytes(1),
                Fault.cutBefore(Moment.message('Z'), Fault.Ending.RESET));
    }

    @ParameterizedTest(name = "B10 no PostgreSQL at the other end: {0}")
    @MethodSource("nonsense")
    void brokenHandshake(Fault fault) {
        Engine engine = bench().proxied(pool(1).withPool(pool(1).pool().withAcquireTimeout(Duration.ofSeconds(2))));
        bench().proxy().fromServer(fault);
        StepVerifier.create(engine.connect(CancelSuite::answer))
                .expectError(CinnabarException.class)
                .verify(DEADLINE);
        bench().proxy().heal();
        bench().proxy().end(Fault.Ending.CLOSE);
        expectAnswer(engine);
    }

    @Test
    @DisplayName("B10 every connection is reset as soon as it is made")
    void resetAtOnce() {
        Engine engine = bench().proxied(pool(2));
        bench().proxy().resetNewConnections();
        StepVerifier.create(engine.connect(CancelSuite::answer))
                .expectError(ConnectionFailedException.class)
                .verify(DEADLINE);
        bench().proxy().heal();
        expectAnswer(engine);
    }

    @Test
    @DisplayName("B11 a server that drips: the limit of the statement holds, on the server")
    void slowDrip() {
        Engine engine = bench().proxied(pool(1));
        expectAnswer(engine);
        bench().proxy().fromServer(Fault.slowDrip(Duration.ofMillis(1)));
        var sleep = Sql.text("SELECT CAST(pg_sleep(" + FOREVER_SECONDS + ") AS text)")
                .columns(Types.TEXT)
                .option(ExecutionOptions.TIMEOUT, Duration.ofMillis(300));
        StepVerifier.create(engine.connect(connection -> connection.scalar(sleep)))
                .expectError(QueryTimeoutException.class)
                .verify(DEADLINE);
        bench().proxy().heal();
        expectAnswer(engine);
    }

    @ParameterizedTest(name = "B12 idle in a transaction for too long, ended by commit: {0}")
    @ValueSource(booleans = {true, false})
    void idleInTransaction(boolean isCommitted) {
        Engine engine = bench().engine(pool(1));
        String run = "B12 " + isCommitted;
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(Sql.text("SET idle_in_transaction_session_timeout = 100"))
                        .rowsUpdated()
                        .then(connection.begin(
                                TransactionOptions.DEFAULT,
                                inner -> bench().ledger()
                                        .write(inner, run, 1)
                                        .then(Mono.fromRunnable(() -> {}))
                                        .then(gone(engine))
                                        .then(
                                                isCommitted
                                                        ? Mono.empty()
                                                        : bench().ledger().write(inner, run, 2))))))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(isCommitted ? CinnabarException.class : ConnectionLostException.class))
                .verify(DEADLINE);
        expectAnswer(engine);
        assertThat(bench().ledger().rows(run)).isZero();
    }

    /** Completes when the server has ended the session of the engine. */
    private Mono<Void> gone(Engine engine) {
        return Mono.<Void>fromRunnable(() -> Eventually.holds(
                        "the session has gone",
                        () -> bench().admin()
                                .sessions(bench().applicationName(engine))
                                .isEmpty()))
                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic());
    }
}
