package io.cinnabar.tests.reliability;

import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.type.Types.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Flows that are cancelled at each of their signals, and at random times. */
abstract class CancelEverywhereSuite extends ReliabilitySuite {

    CancelEverywhereSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** So many rows with the numbers from 1 on, by a statement that binds a value. */
    abstract TextStatement<Row1<Integer>> numbers(int count);

    private Publisher<?> transfer(Engine engine, String run) {
        Ledger ledger = bench().ledger();
        return engine.begin(connection -> ledger.write(connection, run, 1)
                .thenMany(connection.scalars(numbers(3)))
                .then(ledger.write(connection, run, 2)));
    }

    private Publisher<?> savepoints(Engine engine, String run) {
        Ledger ledger = bench().ledger();
        return engine.begin(connection -> ledger.write(connection, run, 1)
                .then(connection.savepoint(inner -> ledger.write(inner, run, 2)))
                .then(connection
                        .savepoint(inner -> ledger.write(inner, run, 1)) // there is such a row already
                        .onErrorResume(failure -> Mono.just(0L))));
    }

    private static Publisher<?> nested(Connection connection, TextStatement<Row1<Integer>> outer) {
        return connection
                .scalars(outer)
                .flatMap(number -> connection.scalar(
                        text("SELECT CAST(:n AS INTEGER)").bind("n", number).columns(INTEGER)));
    }

    @Test
    @DisplayName("A09 a transaction, cancelled at every step")
    void transaction() {
        int signals = CancelAtEveryStep.of(bench(), this::transfer).writing(2).run();
        assertThat(signals).isGreaterThan(20);
    }

    @Test
    @DisplayName("A03 a transaction that opens its connection, cancelled at every step")
    void transactionOnAColdPool() {
        int signals = CancelAtEveryStep.of(bench(), this::transfer)
                .writing(2)
                .onAColdPool()
                .run();
        assertThat(signals).isGreaterThan(20);
    }

    @Test
    @DisplayName("A11 savepoints, cancelled at every step")
    void savepoints() {
        CancelAtEveryStep.of(bench(), this::savepoints).writing(2).run();
    }

    @Test
    @DisplayName("A06 rows of a statement with binds, cancelled at every step")
    void rows() {
        CancelAtEveryStep.of(
                        bench(), (engine, run) -> engine.connectMany(connection -> connection.scalars(numbers(30))))
                .run();
    }

    @Test
    @DisplayName("A06 a stream in portions, cancelled at every step")
    void stream() {
        CancelAtEveryStep.of(
                        bench(),
                        (engine, run) -> engine.connectMany(
                                connection -> connection.stream(numbers(30), 7).limitRate(5)))
                .run();
    }

    @Test
    @DisplayName("F03 a nested query, cancelled at every step")
    void nestedQuery() {
        CancelAtEveryStep.of(
                        bench(),
                        (engine, run) -> engine.connectMany(connection -> Flux.from(nested(connection, numbers(8)))))
                .run();
    }

    @Test
    @DisplayName("A09 a transaction, cancelled at random times")
    void transactionAtRandomTimes() {
        CancelAtEveryStep.of(bench(), this::transfer).writing(2).runAtRandomTimes(ReliabilityBench.times(50, 2_000));
    }

    @Test
    @DisplayName("A06 600 rows, cancelled at random times")
    void rowsAtRandomTimes() {
        CancelAtEveryStep.of(
                        bench(), (engine, run) -> engine.connectMany(connection -> connection.scalars(numbers(600))))
                .runAtRandomTimes(ReliabilityBench.times(50, 2_000));
    }
}
