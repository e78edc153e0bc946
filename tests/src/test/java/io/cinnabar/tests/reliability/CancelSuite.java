package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.Result;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Scenarios of group A that every database must pass: whoever goes leaves nothing behind. */
abstract class CancelSuite extends ReliabilitySuite {
    private static final Duration BRIEF = Duration.ofMillis(200);

    CancelSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** Rows without an end, of which the database computes only those that are fetched. */
    abstract TextStatement<Row1<Long>> endless();

    static Mono<Integer> answer(Connection connection) {
        return connection.scalar(
                Sql.text("SELECT CAST(:n AS INTEGER)").bind("n", 42).columns(Types.INTEGER));
    }

    final void expectAnswer(Engine engine) {
        StepVerifier.create(engine.connect(CancelSuite::answer))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
    }

    private Mono<Long> write(Connection connection, String run) {
        return bench().ledger().write(connection, run, 1);
    }

    /** The rows of a run once the only connection of the pool can be had again. */
    private void expectRows(Engine engine, String run, long rows) {
        expectAnswer(engine);
        assertThat(bench().ledger().rows(run)).isEqualTo(rows);
    }

    @Test
    @DisplayName("A01 cancelled while it waits for a connection")
    void whileWaiting() {
        Engine engine = bench().engine(pool(1));
        Connection held = run(engine.acquire());
        var late = new AtomicInteger();
        Disposable waiting = engine.connect(connection -> answer(connection).doOnNext(late::set))
                .subscribe();
        awaitPool(engine, status -> status.pending() == 1);
        waiting.dispose();
        awaitPool(engine, status -> status.pending() == 0);
        run(held.close());
        expectAnswer(engine);
        assertThat(late).hasValue(0);
    }

    @Test
    @DisplayName("A02 cancelled in a race with the delivery of the connection")
    void whileBeingDelivered() {
        Engine engine = bench().engine(pool(1));
        var random = new Random(Long.getLong("cinnabar.seed", 7));
        for (int count = 0; count < ReliabilityBench.times(500, 10_000); count++) {
            Connection held = run(engine.acquire());
            var waiting =
                    new BaseSubscriber<Integer>() {}; // others call an element that comes after the cancel dropped
            engine.connect(CancelSuite::answer).subscribe(waiting);
            Mono<Void> release = held.close().subscribeOn(Schedulers.parallel());
            Mono<Void> cancel = Mono.<Void>fromRunnable(waiting::dispose)
                    .delaySubscription(Duration.ofNanos(random.nextInt(200_000)), Schedulers.single());
            run(Mono.when(release, cancel));
        }
        awaitPool(engine, status -> status.acquired() == 0 && status.pending() == 0);
        expectAnswer(engine);
    }

    static Stream<Function<Flux<Long>, Mono<?>>> earlyEnds() {
        return Stream.of(
                rows -> rows.take(3).collectList(),
                rows -> rows.next(),
                rows -> Mono.from(rows),
                rows -> rows.takeUntil(number -> number == 10).count(),
                rows -> rows.any(number -> number == 300),
                rows -> rows.elementAt(5));
    }

    @ParameterizedTest(name = "A07 an early end of an endless stream leaves the connection usable [{index}]")
    @MethodSource("earlyEnds")
    void earlyEnd(Function<Flux<Long>, Mono<?>> operator) {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.connect(connection -> operator.apply(
                                connection.stream(endless(), 50).map(Row1::v1))
                        .then(answer(connection))))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        expectAnswer(engine);
    }

    @Test
    @DisplayName("A09 cancelled between the statements of a transaction")
    void betweenStatements() {
        Engine engine = bench().engine(pool(1));
        Sinks.One<Long> written = Sinks.one();
        Disposable working = engine.begin(connection -> write(connection, "A09")
                        .doOnNext(written::tryEmitValue)
                        .flatMap(count -> Mono.never())
                        .then(answer(connection)))
                .subscribe();
        run(written.asMono());
        working.dispose();
        expectRows(engine, "A09", 0);
    }

    @Test
    @DisplayName("A13 disposed of twice, and from doOnCancel")
    void disposedTwice() {
        Engine engine = bench().engine(pool(1));
        var cleanUps = new AtomicInteger();
        var self = new AtomicReference<Disposable>();
        Sinks.One<Long> written = Sinks.one();
        Disposable working = engine.begin(connection -> write(connection, "A13")
                        .doOnNext(written::tryEmitValue)
                        .then(Mono.never())
                        .doOnCancel(() -> {
                            cleanUps.incrementAndGet();
                            self.get().dispose();
                        }))
                .doOnCancel(() -> self.get().dispose())
                .subscribe();
        self.set(working);
        run(written.asMono());
        run(Flux.range(0, 4)
                .flatMap(number -> Mono.fromRunnable(working::dispose).subscribeOn(Schedulers.boundedElastic()))
                .then());
        expectRows(engine, "A13", 0);
        assertThat(cleanUps).hasValue(1);
    }

    @Test
    @DisplayName("A14 a timeout outside the transaction")
    void timeoutOutside() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.begin(
                                connection -> write(connection, "A14 outside").then(Mono.never()))
                        .timeout(BRIEF))
                .expectError(TimeoutException.class)
                .verify(DEADLINE);
        expectRows(engine, "A14 outside", 0);
    }

    @Test
    @DisplayName("A14 a timeout inside the transaction, passed over and not")
    void timeoutInside() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.begin(connection ->
                        write(connection, "A14 inside").then(Mono.never().timeout(BRIEF))))
                .expectError(TimeoutException.class)
                .verify(DEADLINE);
        expectRows(engine, "A14 inside", 0);
        StepVerifier.create(engine.begin(connection -> write(connection, "A14 passed over")
                        .then(connection.stream(endless(), 10)
                                .then()
                                .timeout(BRIEF)
                                .onErrorResume(TimeoutException.class, late -> Mono.empty()))
                        .then(answer(connection))))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        expectRows(engine, "A14 passed over", 1);
    }

    @Test
    @DisplayName("A15 the failure of a sibling")
    void failingSibling() {
        Engine engine = bench().engine(pool(2));
        Sinks.One<Long> written = Sinks.one();
        Mono<Long> ours = engine.begin(connection ->
                write(connection, "A15 ours").doOnNext(written::tryEmitValue).then(Mono.never()));
        Mono<Long> failing = written.asMono().then(Mono.error(new IllegalStateException("the sibling")));
        StepVerifier.create(Mono.zip(ours, failing))
                .expectErrorMessage("the sibling")
                .verify(DEADLINE);
        expectAnswer(engine);
        awaitPool(engine, status -> status.acquired() == 0);
        assertThat(bench().ledger().rows("A15 ours")).isZero();
        Mono<Long> other = engine.begin(connection -> write(connection, "A15 other"));
        StepVerifier.create(Mono.whenDelayError(other, Mono.error(new IllegalStateException("the sibling"))))
                .expectErrorMessage("the sibling")
                .verify(DEADLINE);
        assertThat(bench().ledger().rows("A15 other")).isEqualTo(1);
    }

    @Test
    @DisplayName("A16 each retry is a transaction of its own")
    void retried() {
        Engine engine = bench().engine(pool(1));
        var attempts = new AtomicInteger();
        StepVerifier.create(engine.begin(connection -> write(connection, "A16")
                                .flatMap(count -> attempts.incrementAndGet() < 4
                                        ? Mono.error(new IllegalStateException("again"))
                                        : Mono.just(count)))
                        .retry(3))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(attempts).hasValue(4);
        expectRows(engine, "A16", 1);
    }

    /** Work that fails with an error that is no exception: where it is put together, and where rows are handled. */
    private Stream<Function<Connection, Mono<Object>>> failures(Error error, Function<Connection, Mono<Long>> step) {
        return Stream.of(
                connection -> {
                    throw error;
                },
                connection -> step.apply(connection).map(count -> {
                    throw error;
                }),
                connection -> step.apply(connection)
                        .thenMany(connection.stream(endless(), 5))
                        .doOnNext(row -> {
                            throw error;
                        })
                        .then(Mono.empty()),
                // Reactor's flatMap has ended before it throws an error of the JVM, and takes none any more.
                connection -> step.apply(connection).flatMap(count -> {
                    throw error;
                }),
                connection -> step.apply(connection).then(Mono.just(1)).flatMap(count -> {
                    throw error;
                }),
                connection -> Mono.just(1).flatMap(count -> {
                    throw error;
                }),
                // What has no operation before it runs when it is asked for elements.
                connection -> Mono.just(1).hide().map(count -> {
                    throw error;
                }));
    }

    private Stream<Function<Connection, Mono<Object>>> failuresInATransaction(Error error, String run) {
        return Stream.concat(
                failures(error, connection -> write(connection, run)),
                Stream.of(connection ->
                        connection.savepoint(inner -> write(inner, run).flatMap(count -> {
                            throw error;
                        }))));
    }

    private static void expectThrown(Publisher<?> work) {
        StepVerifier.create(work).expectErrorMessage("thrown").verify(DEADLINE);
    }

    static List<Error> errors() {
        return List.of(new AssertionError("thrown"), new StackOverflowError("thrown"), new LinkageError("thrown"));
    }

    @ParameterizedTest(name = "A20 {0} in a function of the user")
    @MethodSource("errors")
    void errorInAFunction(Error error) {
        Engine engine = bench().engine(pool(1));
        failuresInATransaction(error, "A20").forEach(work -> {
            expectThrown(engine.begin(work));
            expectRows(engine, "A20", 0);
            expectThrown(engine.beginMany(work));
            expectRows(engine, "A20", 0);
            expectThrown(engine.connect(connection -> connection.begin(work)));
            expectRows(engine, "A20", 0);
        });
    }

    @ParameterizedTest(name = "A20 {0} in a function of the user, outside a transaction")
    @MethodSource("errors")
    void errorOutsideATransaction(Error error) {
        Engine engine = bench().engine(pool(1));
        failures(error, connection -> answer(connection).map(Integer::longValue))
                .forEach(work -> {
                    expectThrown(engine.connect(work));
                    expectAnswer(engine);
                    expectThrown(engine.connectMany(work));
                    expectAnswer(engine);
                });
    }

    @Test
    @DisplayName("A20 an error of the JVM in work that is asked for elements later")
    void errorWhenAskedLater() {
        Engine engine = bench().engine(pool(1));
        Sinks.Empty<Void> begun = Sinks.empty();
        Flux<Integer> work = engine.connectMany(connection -> Flux.just(1, 2)
                .<Integer>map(number -> {
                    throw new StackOverflowError("thrown");
                })
                .doOnSubscribe(subscription -> begun.tryEmitEmpty()));
        StepVerifier.create(work, 0)
                .then(() -> run(begun.asMono()))
                .thenRequest(1)
                .expectErrorMessage("thrown")
                .verify(DEADLINE);
        expectAnswer(engine);
    }

    @ParameterizedTest(name = "A20 {0} in a transaction of a connection that is closed by hand")
    @MethodSource("errors")
    void errorOnAHeldConnection(Error error) {
        Engine engine = bench().engine(pool(1));
        Connection held = run(engine.acquire());
        failuresInATransaction(error, "A20 held").forEach(work -> {
            expectThrown(held.begin(work));
            expectThrown(held.beginMany(work));
            assertThat(held.isInTransaction()).isFalse();
        });
        run(held.close());
        expectRows(engine, "A20 held", 0);
    }

    @ParameterizedTest(name = "A20 {0} under a savepoint, which the transaction survives")
    @MethodSource("errors")
    void errorUnderASavepoint(Error error) {
        Engine engine = bench().engine(pool(1));
        failures(error, connection -> write(connection, "A20 savepoint")).forEach(work -> {
            StepVerifier.create(engine.begin(connection -> connection
                            .savepoint(work)
                            .onErrorResume(thrown -> answer(connection).cast(Object.class))))
                    .expectNext(42)
                    .expectComplete()
                    .verify(DEADLINE);
            StepVerifier.create(engine.begin(connection -> connection
                            .savepointMany(work)
                            .onErrorResume(thrown -> answer(connection).cast(Object.class))
                            .next()))
                    .expectNext(42)
                    .expectComplete()
                    .verify(DEADLINE);
            expectRows(engine, "A20 savepoint", 0);
        });
    }

    @ParameterizedTest(name = "A20 {0} behind an operation of a connection that is closed by hand")
    @MethodSource("errors")
    void errorBehindAnOperation(Error error) {
        Engine engine = bench().engine(pool(1));
        Connection held = run(engine.acquire());
        String run = "A20 " + error;
        Table table = new MetaData().table("a20", Schema.column("id", Types.INTEGER));
        Result<Row1<Long>> rows = held.execute(endless().bind("n", 1L));
        Stream<Mono<?>> operations = Stream.of(
                write(held, run),
                held.execute(new CreateTable(table, false, List.of())).rowsUpdated(),
                held.scalar(endless().bind("n", 1L)),
                rows.one(),
                rows.oneOrEmpty(),
                rows.first(),
                rows.freeze());
        operations.forEach(operation -> {
            expectThrown(operation.map(done -> {
                throw error;
            }));
            assertThat(run(answer(held))).isEqualTo(42);
        });
        run(held.close());
        bench().admin().execute("DROP TABLE a20");
        assertThat(bench().ledger().rows(run)).isEqualTo(1);
    }
}
