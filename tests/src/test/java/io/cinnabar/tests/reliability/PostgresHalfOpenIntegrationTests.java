package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CommitOutcomeUnknownException;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * Scenarios B05 and B06: the other side is silent, but its socket is open, so that nothing ends by itself. All limits
 * are short, and each step would last for ever without the one that bounds it.
 */
@UsesPostgres
class PostgresHalfOpenIntegrationTests extends ReliabilitySuite {
    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final Duration ENOUGH = Duration.ofSeconds(2);
    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final TransactionOptions LIMITED = TransactionOptions.DEFAULT.withStatementTimeout(BRIEF);
    private static final TextStatement<Row1<Integer>> ONE =
            Sql.text("SELECT 1 WHERE :n > 0").bind("n", 1).columns(Types.INTEGER);
    private static final TextStatement<Row1<String>> LONG =
            Sql.text("SELECT CAST(pg_sleep(2) AS text)").columns(Types.TEXT);

    PostgresHalfOpenIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    private Engine proxied(UnaryOperator<PoolOptions> pool) {
        PoolOptions options = PoolOptions.DEFAULT.withMaxSize(1).withValidationTimeout(BRIEF);
        return bench().proxied(EngineOptions.DEFAULT.withPool(pool.apply(options)));
    }

    private static Mono<Integer> one(Connection connection) {
        return connection.scalar(ONE);
    }

    private void expectAnswer(Engine engine) {
        StepVerifier.create(engine.connect(CancelSuite::answer))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
    }

    private void expectNoSockets() {
        Eventually.isWithout(() -> {
            long open = bench().proxy().openSockets();
            return open == 0 ? "" : "Sockets are open that nobody wants any more: " + open;
        });
    }

    @Test
    @DisplayName("B05 silent amid a statement with a limit")
    void amidAStatement() {
        Engine engine = proxied(pool -> pool);
        expectAnswer(engine);
        StepVerifier.create(engine.connect(connection -> {
                    bench().proxy().silence();
                    return connection.scalar(ONE.option(ExecutionOptions.TIMEOUT, BRIEF));
                }))
                .expectError(QueryTimeoutException.class)
                .verify(DEADLINE);
        expectNoSockets();
        expectAnswer(engine);
    }

    @Test
    @DisplayName("B05 the limit of a statement that was read in part is not that of the next one")
    void theWatchEndsWithItsStatement() {
        PoolOptions options = PoolOptions.DEFAULT.withMaxSize(1).withValidationTimeout(BRIEF);
        Engine engine = bench().engine(EngineOptions.DEFAULT.withPool(options));
        TextStatement<Row1<Long>> many = Sql.text("SELECT generate_series(1, :n)")
                .bind("n", Long.MAX_VALUE)
                .columns(Types.BIGINT)
                .option(ExecutionOptions.TIMEOUT, BRIEF)
                .option(ExecutionOptions.FETCH_SIZE, 10);
        Mono<Long> work = engine.connect(connection -> connection
                .execute(many)
                .all()
                .takeUntil(row -> row.v1() == 3)
                .then(connection.execute(LONG).all().count()));
        StepVerifier.create(work).expectNext(1L).expectComplete().verify(DEADLINE);
    }

    @Test
    @DisplayName("B05 silent amid a transaction with a limit")
    void amidATransaction() {
        Engine engine = proxied(pool -> pool);
        StepVerifier.create(engine.begin(
                        LIMITED,
                        connection -> bench().ledger()
                                .write(connection, "B05", 1)
                                .doOnNext(written -> bench().proxy().silence())
                                .then(one(connection))))
                .expectError(QueryTimeoutException.class)
                .verify(DEADLINE);
        expectNoSockets();
        expectAnswer(engine);
        assertThat(bench().ledger().rows("B05")).isZero();
    }

    @Test
    @DisplayName("B05 silent when COMMIT comes, in a transaction with a limit")
    void atCommit() {
        Engine engine = proxied(pool -> pool);
        StepVerifier.create(engine.begin(
                        LIMITED,
                        connection -> bench().ledger()
                                .write(connection, "B05 commit", 1)
                                .doOnNext(written -> bench().proxy().silence())))
                .expectError(CommitOutcomeUnknownException.class)
                .verify(DEADLINE);
        expectNoSockets();
        expectAnswer(engine);
        assertThat(bench().ledger().rows("B05 commit")).isZero();
    }

    @ParameterizedTest(name = "B05 cancelled amid a statement without a limit, in a transaction: {0}")
    @ValueSource(booleans = {false, true})
    void cancelled(boolean isInTransaction) {
        Engine engine = proxied(pool -> pool.withCleanUpTimeout(BRIEF));
        expectAnswer(engine);
        bench().proxy().fromServer(Fault.blackhole());
        Mono<Integer> work = isInTransaction
                ? engine.begin(PostgresHalfOpenIntegrationTests::one)
                : engine.connect(PostgresHalfOpenIntegrationTests::one);
        StepVerifier.create(work.timeout(BRIEF, Mono.just(-1)))
                .expectNext(-1)
                .expectComplete()
                .verify(DEADLINE);
        awaitPool(engine, status -> status.acquired() == 0);
        expectNoSockets();
        bench().proxy().heal();
        expectAnswer(engine);
    }

    @ParameterizedTest(name = "B05 silent while idle: each is asked, and replaced unnoticed; after a reset: {0}")
    @ValueSource(booleans = {false, true})
    void whileIdle(boolean isReset) {
        Engine engine = proxied(pool -> pool.withMaxSize(3).withValidateAfterIdle(Duration.ZERO));
        List<Connection> held =
                run(Flux.range(0, 3).concatMap(number -> engine.acquire()).collectList());
        run(Flux.fromIterable(held)
                .concatMap(connection -> (isReset ? pid(connection) : Mono.empty()).then(connection.close()))
                .then());
        bench().proxy().silence();
        expectAnswer(engine);
        Eventually.holds("the silent ones are closed", () -> bench().proxy().openSockets() == 1);
    }

    @ParameterizedTest(
            name = "B05 after one has broken, itself idle: {0}, the others that were idle are not even asked")
    @ValueSource(booleans = {false, true})
    void otherIdleOnesOfABrokenOne(boolean isIdle) {
        Engine engine = proxied(pool -> pool.withMaxSize(3)
                .withAcquireTimeout(NEVER)
                .withValidationTimeout(NEVER)
                .withValidateAfterIdle(Duration.ZERO));
        List<Connection> held =
                run(Flux.range(0, 3).concatMap(number -> engine.acquire()).collectList());
        Connection first = held.get(0);
        int pid = run(pid(first));
        run(Flux.fromIterable(held).skip(1).concatMap(Connection::close).then());
        if (isIdle) {
            run(first.close()); // behind the others, and so the one that is taken first
        }
        bench().proxy().silenceAfter(1);
        bench().admin().terminate(pid);
        if (!isIdle) {
            StepVerifier.create(one(first))
                    .expectError(ConnectionLostException.class)
                    .verify(DEADLINE);
            run(first.close());
        }
        expectAnswer(engine);
        Eventually.holds("the old ones are closed", () -> bench().proxy().openSockets() == 1);
    }

    @Test
    @DisplayName("B05 silent while it is connected to: bounded, and the socket is closed")
    void whileConnecting() {
        Engine engine = proxied(pool -> pool.withAcquireTimeout(BRIEF));
        for (int attempt = 0; attempt < 3; attempt++) {
            bench().proxy().fromServer(Fault.blackhole());
            StepVerifier.create(engine.connect(CancelSuite::answer))
                    .expectError(ConnectionFailedException.class)
                    .verify(DEADLINE);
        }
        expectNoSockets();
        bench().proxy().heal();
        expectAnswer(engine);
    }

    @ParameterizedTest(name = "B05 cancelled while a silent server is connected to, before message {0}")
    @ValueSource(chars = {'R', 'S', 'Z', 'T'})
    void cancelledWhileConnecting(char message) {
        Engine engine = proxied(pool -> pool.withAcquireTimeout(ENOUGH));
        Hold hold = bench().proxy().holdFromServer(Moment.message(message));
        Disposable opening = engine.connect(CancelSuite::answer).subscribe();
        hold.awaitHeld();
        opening.dispose();
        expectNoSockets();
        bench().proxy().heal();
        expectAnswer(engine);
    }

    @ParameterizedTest(name = "B05 silent while it is closed, in use: {0}")
    @ValueSource(booleans = {false, true})
    void whileClosing(boolean isInUse) {
        Engine engine = proxied(pool -> pool.withCleanUpTimeout(BRIEF));
        Connection held = run(engine.acquire());
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        if (isInUse) {
            bench().proxy().silence();
            one(held).subscribe(ignored -> {}, failures::add);
        } else {
            run(held.close());
            bench().proxy().silence();
        }
        run(engine.close(BRIEF));
        expectNoSockets();
        if (isInUse) {
            Eventually.holds("the statement has failed", () -> !failures.isEmpty());
            assertThat(failures).hasOnlyElementsOfTypes(ConnectionLostException.class);
        }
    }

    @Test
    @DisplayName("B05 a server that takes nothing any more: what it had not got is never executed")
    void takesNothing() {
        Engine engine = proxied(pool -> pool);
        expectAnswer(engine);
        bench().admin().execute("CREATE TABLE IF NOT EXISTS b05_large (content text)");
        Hold hold = bench().proxy().holdFromClient(Moment.message('B'));
        String large = "x".repeat(40_000_000);
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(Sql.text("INSERT INTO b05_large VALUES (:content)")
                                .bind("content", large)
                                .option(ExecutionOptions.TIMEOUT, BRIEF))
                        .rowsUpdated()))
                .expectError(QueryTimeoutException.class)
                .verify(DEADLINE);
        hold.release();
        expectNoSockets();
        bench().proxy().heal();
        expectAnswer(engine);
        assertThat(bench().admin().number("SELECT count(*) FROM b05_large")).isZero();
    }

    private static Mono<Integer> pid(Connection connection) {
        return connection.scalar(Sql.text("SELECT pg_backend_pid()").columns(Types.INTEGER));
    }

    private enum Stop {
        AMID_A_STATEMENT,
        AMID_A_TRANSACTION,
        AMID_WHAT_IS_CANCELLED,
        WHILE_IDLE
    }

    @ParameterizedTest(name = "B06 the backend is stopped: {0}")
    @EnumSource
    void stoppedBackend(Stop when) {
        String obstacle = bench().signals().obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
        Engine engine =
                proxied(pool -> pool.withValidateAfterIdle(Duration.ZERO).withCleanUpTimeout(BRIEF));
        Connection held = run(engine.acquire());
        int pid = run(pid(held));
        if (when == Stop.AMID_A_TRANSACTION) {
            run(held.beginTransaction(LIMITED));
            run(bench().ledger().write(held, "B06", 1));
        }
        if (when == Stop.WHILE_IDLE) {
            run(held.close());
        }
        bench().signals().stop(pid);
        try {
            useStopped(held, when);
            run(held.close());
            // One that had been kept would hang here, or at the next one.
            assertThat(run(engine.connect(PostgresHalfOpenIntegrationTests::pid)))
                    .isNotEqualTo(pid);
            expectAnswer(engine);
            Eventually.holds("the socket is closed", () -> bench().proxy().openSockets() == 1);
        } finally {
            bench().signals().resume(pid);
        }
        assertThat(bench().ledger().rows("B06")).isZero();
    }

    private static void useStopped(Connection held, Stop when) {
        switch (when) {
            case AMID_A_STATEMENT ->
                StepVerifier.create(held.scalar(ONE.option(ExecutionOptions.TIMEOUT, BRIEF)))
                        .expectError(QueryTimeoutException.class)
                        .verify(DEADLINE);
            case AMID_A_TRANSACTION ->
                StepVerifier.create(one(held))
                        .expectError(QueryTimeoutException.class)
                        .verify(DEADLINE);
            case AMID_WHAT_IS_CANCELLED ->
                StepVerifier.create(one(held).timeout(BRIEF, Mono.just(-1)))
                        .expectNext(-1)
                        .expectComplete()
                        .verify(DEADLINE);
            case WHILE_IDLE -> {}
        }
    }
}
