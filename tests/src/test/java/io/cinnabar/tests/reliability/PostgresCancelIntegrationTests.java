package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

@UsesPostgres
class PostgresCancelIntegrationTests extends CancelSuite {
    private static final TextStatement<Row1<String>> SLEEP =
            Sql.text("SELECT CAST(pg_sleep(" + FOREVER_SECONDS + ") AS text)").columns(Types.TEXT);

    PostgresCancelIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    TextStatement<Row1<Long>> endless() {
        return Sql.text("SELECT generate_series(1, :n)")
                .bind("n", Long.MAX_VALUE)
                .columns(Types.BIGINT);
    }

    @ParameterizedTest(name = "A03 cancelled while the connection is opened, before message {0}")
    @ValueSource(chars = {'R', 'S', 'K', 'Z'})
    void whileOpening(char message) {
        Engine engine = bench().proxied(pool(1));
        Hold hold = bench().proxy().holdFromServer(Moment.message(message));
        Disposable opening = engine.connect(CancelSuite::answer).subscribe();
        hold.awaitHeld();
        opening.dispose();
        hold.release();
        bench().check();
        bench().proxy().heal();
        expectAnswer(engine);
    }

    @Test
    @DisplayName("A04 cancelled while the connection is asked whether it is at rest")
    void whileSettling() {
        Engine engine = bench().proxied(pool(1));
        expectAnswer(engine);
        Sinks.One<Hold> holding = Sinks.one();
        Disposable working = engine.connect(connection -> connection.stream(endless(), 5)
                        .doOnNext(row -> holding.tryEmitValue(bench().proxy().holdFromServer(Moment.message('Z'))))
                        .next()
                        .then(answer(connection)))
                .subscribe();
        Hold hold = holding.asMono().blockOptional(DEADLINE).orElseThrow();
        hold.awaitHeld();
        working.dispose();
        hold.release();
        expectAnswer(engine);
    }

    @ParameterizedTest(name = "A05 cancelled before the first row, in a transaction: {0}")
    @ValueSource(booleans = {false, true})
    void beforeTheFirstRow(boolean isInTransaction) {
        Engine engine = bench().engine(pool(1));
        Disposable sleeping = (isInTransaction
                        ? engine.beginMany(
                                connection -> connection.execute(SLEEP).all())
                        : engine.connectMany(
                                connection -> connection.execute(SLEEP).all()))
                .subscribe();
        bench().admin().awaitActive(bench().applicationName(engine), "pg_sleep");
        sleeping.dispose();
        expectAnswer(engine);
    }

    @Test
    @DisplayName("A05 an update that waits for a lock is stopped")
    void whileWaitingForALock() {
        Engine engine = bench().engine(pool(2));
        String run = "A05 lock";
        run(engine.begin(connection -> bench().ledger().write(connection, run, 1)));
        Connection holder = run(engine.acquire());
        run(holder.beginTransaction());
        run(holder.execute(Sql.text("UPDATE reliability_ledger SET step = 2 WHERE run = 'A05 lock'"))
                .rowsUpdated());
        Disposable waiting = engine.connect(connection -> connection
                        .execute(Sql.text("UPDATE reliability_ledger SET step = 3 WHERE run = 'A05 lock'"))
                        .rowsUpdated())
                .subscribe();
        bench().admin().awaitActive(bench().applicationName(engine), "step = 3");
        waiting.dispose();
        awaitPool(engine, status -> status.acquired() == 1);
        run(holder.close());
        assertThat(bench().admin().number("SELECT step FROM reliability_ledger WHERE run = ?", run))
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "A06 cancelled amid {0} rows, bound: {1}, slow: {2}")
    @CsvSource({
        "50, true, false", "257, true, false", "600, true, false", "5000, true, false", "50, false, false",
        "257, false, false", "600, false, false", "5000, false, false", "600, true, true", "5000, false, true"
    })
    void amidRows(int count, boolean isBound, boolean isSlow) {
        Engine engine = bench().engine(pool(2));
        TextStatement<Row1<Integer>> rows = isBound
                ? Sql.text("SELECT generate_series(1, :n)").bind("n", count).columns(Types.INTEGER)
                : Sql.text("SELECT generate_series(1, " + count + ")").columns(Types.INTEGER);
        for (int taken : new int[] {1, count / 3, count - 1}) {
            Flux<Integer> reading = engine.connectMany(
                    connection -> connection.execute(rows).all().map(Row1::v1));
            Flux<Integer> read = isSlow ? reading.limitRate(10).delayElements(Duration.ofNanos(10_000)) : reading;
            StepVerifier.create(read.take(isSlow ? 30 : taken))
                    .expectNextCount(isSlow ? 30 : taken)
                    .expectComplete()
                    .verify(DEADLINE);
        }
        bench().check();
    }

    @Test
    @DisplayName("A06 cancelled amid rows without an end")
    void amidEndlessRows() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.connectMany(
                                connection -> connection.execute(endless()).all())
                        .take(5_000))
                .expectNextCount(5_000)
                .expectComplete()
                .verify(DEADLINE);
        expectAnswer(engine);
    }

    @ParameterizedTest(name = "A08 a cancel never hits the next statement, in a transaction: {0}")
    @ValueSource(booleans = {false, true})
    void lateCancel(boolean isInTransaction) {
        Engine engine = bench().engine(pool(1));
        var nap = Sql.text("SELECT CAST(pg_sleep(:s) AS text)").columns(Types.TEXT);
        BiFunction<Connection, Double, Mono<?>> napping =
                (connection, seconds) -> connection.scalar(nap.bind("s", seconds));
        for (int count = 0; count < ReliabilityBench.times(isInTransaction ? 5 : 60, 1_000); count++) {
            Mono<?> cancelled = isInTransaction
                    ? engine.begin(connection -> napping.apply(connection, (double) FOREVER_SECONDS))
                    : engine.connect(connection -> napping.apply(connection, (double) FOREVER_SECONDS));
            // The first limit is about what it takes until the server is told to stop.
            Disposable going = cancelled.subscribe();
            run(Mono.delay(Duration.ofMillis(count % 25)));
            going.dispose();
            StepVerifier.create(engine.connect(connection -> napping.apply(connection, 0.01)))
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(DEADLINE);
        }
    }

    @Test
    @DisplayName("A10 cancelled while COMMIT is on its way: the answer is waited for")
    void whileCommitting() {
        Engine engine = bench().proxied(pool(1));
        Ledger ledger = bench().ledger();
        Hold hold = bench().proxy().holdFromServer(Moment.message('C').containing("COMMIT"));
        Disposable working =
                engine.begin(connection -> ledger.write(connection, "A10", 1)).subscribe();
        hold.awaitHeld();
        working.dispose();
        assertThat(engine.pool()).extracting(status -> status.acquired()).isEqualTo(1);
        hold.release();
        expectAnswer(engine);
        assertThat(ledger.rows("A10")).isEqualTo(1);
    }

    @ParameterizedTest(name = "A11 cancelled while {0} is on its way")
    @ValueSource(strings = {"ROLLBACK", "SAVEPOINT", "RELEASE"})
    void whileUndoing(String command) {
        Engine engine = bench().proxied(pool(1));
        Ledger ledger = bench().ledger();
        Hold hold = bench().proxy().holdFromServer(Moment.message('C').containing(command + "\0"));
        Disposable working = engine.begin(connection -> ledger.write(connection, "A11", 1)
                        .then(connection.savepoint(inner -> ledger.write(inner, "A11", 2)))
                        .then(Mono.error(new IllegalStateException("on purpose"))))
                .subscribe(done -> {}, failure -> {});
        hold.awaitHeld();
        working.dispose();
        hold.release();
        expectAnswer(engine);
        assertThat(ledger.rows("A11")).isZero();
    }
}
