package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.PoolStatus;
import io.cinnabar.core.Result;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Scenarios of the groups C, E and F that every database must pass: what belongs to a transaction ends with it. */
abstract class TransactionStateSuite extends ReliabilitySuite {

    TransactionStateSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** The session's isolation level, and on PostgreSQL whether it is read-only. */
    abstract TextStatement<Row1<String>> sessionState();

    /** Options that differ from the session's. */
    abstract TransactionOptions unusual();

    /** So many rows with the numbers from 1 on, by a statement that binds a value. */
    abstract TextStatement<Row1<Integer>> numbers(int count);

    private Mono<Long> write(Connection connection, String run, int step) {
        return bench().ledger().write(connection, run, step);
    }

    private static PoolStatus status(Engine engine) {
        return Objects.requireNonNull(engine.pool());
    }

    @Test
    @DisplayName("C03 a connection is closed twice and used afterwards")
    void closedTwice() {
        Engine engine = bench().engine(pool(1));
        Connection connection = run(engine.acquire());
        run(Mono.when(connection.close(), connection.close(), connection.close()));
        assertThat(status(engine).acquired()).isZero();
        assertThat(status(engine).idle()).isEqualTo(1);
        StepVerifier.create(CancelSuite.answer(connection))
                .expectErrorSatisfies(
                        failure -> assertThat(failure).hasMessageContaining("after it had gone back to the pool"))
                .verify(DEADLINE);
        Connection next = run(engine.acquire());
        run(connection.close());
        assertThat(run(CancelSuite.answer(next))).isEqualTo(42);
        run(next.close());
    }

    @Test
    @DisplayName("C08 a burst of borrowers is served by a small pool, and nobody starves")
    void burst() {
        Engine engine = bench().engine(pool(10));
        int borrowers = ReliabilityBench.times(1_000, 10_000);
        StepVerifier.create(Flux.range(0, borrowers)
                        .flatMap(number -> engine.connect(CancelSuite::answer), borrowers)
                        .doOnNext(
                                answer -> assertThat(status(engine).acquired()).isLessThanOrEqualTo(10))
                        .count())
                .expectNext((long) borrowers)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(status(engine).pending()).isZero();
    }

    @Test
    @DisplayName("E01 an error after the work and before the commit")
    void errorBeforeCommit() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.begin(
                        connection -> write(connection, "E01", 1).then(Mono.error(new IllegalStateException("late")))))
                .expectErrorMessage("late")
                .verify(DEADLINE);
        assertThat(bench().ledger().rows("E01")).isZero();
    }

    @Test
    @DisplayName("E02 the part under a savepoint fails, the rest is committed")
    void savepointFails() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.begin(connection -> write(connection, "E02", 1)
                        .then(connection
                                .savepoint(inner -> write(inner, "E02", 2).then(write(inner, "E02", 2)))
                                .onErrorResume(UniqueViolationException.class, failure -> Mono.just(0L)))
                        .then(write(connection, "E02", 3))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(bench().ledger().rows("E02")).isEqualTo(2);
    }

    @ParameterizedTest(name = "E03 what a transaction was begun with is gone after its {0}")
    @ValueSource(strings = {"complete", "error", "cancel"})
    void optionsAreUndone(String end) {
        Engine engine = bench().engine(pool(1));
        Mono<String> state = engine.connect(connection -> connection.scalar(sessionState()));
        String before = run(state);
        Sinks.One<String> seen = Sinks.one();
        Disposable working = engine.begin(
                        unusual(),
                        connection -> connection
                                .scalar(sessionState())
                                .doOnNext(seen::tryEmitValue)
                                .then(
                                        switch (end) {
                                            case "complete" -> Mono.empty();
                                            case "error" -> Mono.error(new IllegalStateException("on purpose"));
                                            default -> Mono.never();
                                        }))
                .subscribe(done -> {}, failure -> {});
        assertThat(run(seen.asMono())).isNotEqualTo(before);
        if (end.equals("cancel")) {
            working.dispose();
        }
        assertThat(run(state)).isEqualTo(before);
    }

    @Test
    @DisplayName("E06 two overlapping subscriptions to one transaction are two transactions")
    void subscribedTwice() {
        Engine engine = bench().engine(pool(2));
        var steps = new AtomicInteger();
        Sinks.Empty<Void> both = Sinks.empty();
        Mono<Long> work = engine.begin(connection -> {
            int step = steps.incrementAndGet();
            return write(connection, "E06", step)
                    .doOnNext(written -> {
                        if (status(engine).acquired() == 2) {
                            both.tryEmitEmpty();
                        }
                    })
                    .delayUntil(written -> both.asMono())
                    .flatMap(written ->
                            step == 1 ? Mono.error(new IllegalStateException("the first one")) : Mono.just(written));
        });
        StepVerifier.create(Flux.mergeDelayError(2, work, work))
                .expectNext(1L)
                .expectErrorMessage("the first one")
                .verify(DEADLINE);
        assertThat(bench().ledger().rows("E06")).isEqualTo(1);
    }

    @Test
    @DisplayName("E07 a result is subscribed to twice, and after its connection has gone")
    void resultTwice() {
        Engine engine = bench().engine(pool(1));
        Result<Row1<Integer>> late = run(engine.connect(connection -> {
            Result<Row1<Integer>> result = connection.execute(numbers(3));
            return result.all().count().then(result.all().count()).thenReturn(result);
        }));
        StepVerifier.create(late.all())
                .expectErrorSatisfies(
                        failure -> assertThat(failure).hasMessageContaining("after it had gone back to the pool"))
                .verify(DEADLINE);
    }

    @Test
    @DisplayName("F02 exactly the rows are given that are asked for")
    void demand() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(
                        engine.connectMany(connection ->
                                connection.execute(numbers(50)).all().map(Row1::v1)),
                        0)
                .thenRequest(1)
                .expectNext(1)
                .thenRequest(2)
                .expectNext(2, 3)
                .thenRequest(7)
                .expectNext(4, 5, 6, 7, 8, 9, 10)
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(40)
                .expectComplete()
                .verify(DEADLINE);
        for (int rate : List.of(1, 7, 50, 1_000)) {
            StepVerifier.create(engine.connectMany(connection ->
                                    connection.execute(numbers(600)).all().limitRate(rate))
                            .count())
                    .expectNext(600L)
                    .expectComplete()
                    .verify(DEADLINE);
        }
    }

    @ParameterizedTest(name = "F02 a request for {0} rows is an error")
    @ValueSource(longs = {0, -1})
    void invalidDemand(long wrong) {
        Engine engine = bench().engine(pool(1));
        Connection connection = run(engine.acquire());
        StepVerifier.create(connection.execute(numbers(50)).all(), 0)
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> {})
                .consumeSubscriptionWith(subscription -> subscription.request(wrong))
                .expectErrorMatches(
                        failure -> String.valueOf(failure.getMessage()).contains("3.9"))
                .verify(DEADLINE);
        run(connection.close());
    }

    @ParameterizedTest(name = "F03 a query for each of many rows, in one transaction, one after the other: {0}")
    @ValueSource(booleans = {true, false})
    void nestedQueries(boolean isConcat) {
        int count = isConcat ? 1_000 : ReliabilityBench.times(400, 1_000);
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.beginMany(connection -> {
                            Flux<Row1<Integer>> outer =
                                    connection.execute(numbers(count)).all();
                            return isConcat
                                    ? outer.concatMap(row -> CancelSuite.answer(connection))
                                    : outer.flatMap(row -> CancelSuite.answer(connection));
                        })
                        .count())
                .expectNext((long) count)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    @DisplayName("F07 a reader who never asks for a row holds the connection no longer than he stays")
    void neverAsks() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(
                        engine.connectMany(
                                connection -> connection.execute(numbers(5_000)).all()),
                        0)
                .expectSubscription()
                .then(() -> awaitPool(engine, status -> status.acquired() == 1))
                .thenCancel()
                .verify(DEADLINE);
        assertThat(run(engine.connect(CancelSuite::answer))).isEqualTo(42);
    }
}
