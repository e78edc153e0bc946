package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscription;
import org.slf4j.event.Level;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Scenarios of group F on what readers ask for, and on those who do not ask. */
abstract class DemandSuite extends ReliabilitySuite {
    private static final int ROWS = 1_000;
    private static final Duration BRIEF = Duration.ofMillis(300);

    DemandSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** The numbers from 1 on. */
    abstract TextStatement<Row1<Long>> numbers(long count);

    private Flux<Long> executed(Connection connection) {
        return connection.execute(numbers(ROWS)).all().map(Row1::v1);
    }

    private Flux<Long> streamed(Connection connection) {
        return connection.stream(numbers(ROWS), 64).map(Row1::v1);
    }

    private List<Flux<Long>> ways(Engine engine) {
        return List.of(
                engine.connectMany(this::executed),
                engine.connectMany(this::streamed),
                engine.beginMany(this::executed),
                engine.beginMany(this::streamed));
    }

    private static final class Collected extends BaseSubscriber<Long> {
        private final List<Long> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private volatile boolean isComplete;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(Long number) {
            seen.add(number);
        }

        @Override
        protected void hookOnComplete() {
            isComplete = true;
        }

        @Override
        protected void hookOnError(Throwable error) {
            failure.set(error);
        }

        void await(long count) {
            Eventually.holds(count + " rows have come", () -> seen.size() >= count || failure.get() != null);
            assertThat(failure.get()).isNull();
            assertThat(seen).hasSize((int) count);
        }
    }

    /** Asks for nothing and notes what comes all the same; unlike Reactor's own readers, also after a cancel. */
    private record Unasking(AtomicReference<Subscription> subscription, Queue<String> heard)
            implements CoreSubscriber<Long> {
        @Override
        public void onSubscribe(Subscription given) {
            subscription.set(given);
        }

        @Override
        public void onNext(Long number) {
            heard.add("row " + number);
        }

        @Override
        public void onError(Throwable failure) {
            heard.add("error " + failure);
        }

        @Override
        public void onComplete() {
            heard.add("complete");
        }
    }

    @Test
    @DisplayName("F02 rows come as many as were asked for, in whatever portions")
    final void asManyAsWereAskedFor() {
        Engine engine = bench().engine(pool(1));
        long seed = Long.getLong("cinnabar.seed", System.nanoTime());
        var random = new Random(seed);
        for (Flux<Long> rows : ways(engine)) {
            for (int count = 0; count < ReliabilityBench.times(3, 100); count++) {
                var reader = new Collected();
                rows.subscribe(reader);
                long asked = 0;
                while (asked < ROWS) {
                    long portion = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(400);
                    asked += portion;
                    reader.request(portion);
                    reader.await(Math.min(asked, ROWS));
                }
                reader.request(1);
                Eventually.holds("the rows are complete, seed " + seed, () -> reader.isComplete);
                assertThat(reader.seen)
                        .as("seed %s", seed)
                        .isEqualTo(LongStream.rangeClosed(1, ROWS).boxed().toList());
            }
        }
    }

    @Test
    @DisplayName("F02 all at once, and in portions of an operator")
    final void allAtOnce() {
        Engine engine = bench().engine(pool(1));
        for (Flux<Long> rows : ways(engine)) {
            for (Flux<Long> read : List.of(rows, rows.limitRate(1), rows.limitRate(7), rows.limitRate(300, 0))) {
                StepVerifier.create(read.count())
                        .expectNext((long) ROWS)
                        .expectComplete()
                        .verify(DEADLINE);
            }
        }
    }

    @Test
    @DisplayName("F02 who asks for nothing, or for less, is told so, and the connection goes back")
    final void askingForNothing() {
        Engine engine = bench().engine(pool(1));
        for (long wrong : new long[] {0, -1, Long.MIN_VALUE}) {
            for (boolean isStreamed : new boolean[] {true, false}) {
                Connection connection = run(engine.acquire());
                Flux<Long> rows = isStreamed ? streamed(connection) : executed(connection);
                var failures = new AtomicReference<Throwable>();
                rows.subscribe(
                        new CoreSubscriber<>() { // Reactor answers for others
                            @Override
                            public void onSubscribe(Subscription subscription) {
                                subscription.request(wrong);
                            }

                            @Override
                            public void onNext(Long number) {
                                failures.set(new AssertionError("a row came: " + number));
                            }

                            @Override
                            public void onError(Throwable failure) {
                                failures.set(failure);
                            }

                            @Override
                            public void onComplete() {
                                failures.set(new AssertionError("the rows are complete"));
                            }
                        });
                Eventually.holds("an error has come", () -> failures.get() != null);
                assertThat(failures.get())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("3.9");
                run(connection.close());
            }
        }
    }

    @Test
    @DisplayName("F10 who cancels without having asked for anything is told nothing, whenever that is")
    final void silenceAfterACancel() {
        Engine engine = bench().engine(pool(2));
        long seed = Long.getLong("cinnabar.seed", System.nanoTime());
        var random = new Random(seed);
        var heard = new ConcurrentLinkedQueue<String>();
        for (int count = 0; count < ReliabilityBench.times(600, 20_000); count++) {
            var subscription = new AtomicReference<Subscription>();
            ways(engine).get(count % 4).subscribe(new Unasking(subscription, heard));
            LockSupport.parkNanos(random.nextInt(300_000));
            subscription.get().cancel();
            subscription.get().request(1);
        }
        awaitPool(engine, status -> status.acquired() == 0 && status.pending() == 0);
        assertThat(heard).as("seed %s", seed).isEmpty();
    }

    @Test
    @DisplayName("F04 three hundred statements at once on one connection: none is lost")
    final void manyAtOnce() {
        Engine engine = bench().engine(pool(1));
        List<Integer> all = IntStream.range(0, 300).boxed().toList();
        Function<Connection, Mono<List<Integer>>> statements = connection -> Flux.fromIterable(all)
                .flatMap(
                        number -> connection.scalar(Sql.text("SELECT CAST(:n AS INTEGER)")
                                .bind("n", number)
                                .columns(Types.INTEGER)),
                        all.size())
                .collectList();
        for (Mono<List<Integer>> work : List.of(engine.connect(statements), engine.begin(statements))) {
            StepVerifier.create(work)
                    .assertNext(answers -> assertThat(answers).containsExactlyInAnyOrderElementsOf(all))
                    .expectComplete()
                    .verify(DEADLINE);
        }
    }

    static Stream<Function<DemandSuite, Function<Engine, Flux<Long>>>> held() {
        return Stream.of(
                suite -> engine -> engine.connectMany(suite::executed),
                suite -> engine -> engine.connectMany(suite::streamed),
                suite -> engine ->
                        engine.beginMany(connection -> bench(suite, connection).thenMany(suite.streamed(connection))));
    }

    private static Mono<Long> bench(DemandSuite suite, Connection connection) {
        return suite.bench().ledger().write(connection, "F06", 1);
    }

    /** With one connection and a wait without an end, the next one gets it only where it was taken away. */
    private Engine impatient() {
        bench().overlookLeaks();
        return bench().engine(EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT
                .withMaxSize(1)
                .withAcquireTimeout(Duration.ofDays(1))
                .withValidationTimeout(Duration.ofSeconds(5))
                .reclaimAfter(BRIEF)));
    }

    private void expectTakenAway(Engine engine, LogCapture log) {
        StepVerifier.create(engine.connect(connection -> connection.scalar(numbers(1))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(log.messages()).anyMatch(line -> line.contains("It is taken away"));
    }

    @ParameterizedTest(name = "F07 a reader that never asks loses its connection [{index}]")
    @MethodSource("held")
    final void neverAsking(Function<DemandSuite, Function<Engine, Flux<Long>>> work) {
        Engine engine = impatient();
        var reader = new Collected();
        try (LogCapture log = LogCapture.of("io.cinnabar.pool", Level.WARN)) {
            work.apply(this).apply(engine).subscribe(reader);
            awaitPool(engine, status -> status.acquired() == 1);
            expectTakenAway(engine, log);
        }
        expectRefused(reader);
        assertThat(bench().ledger().rows("F06")).isZero();
    }

    @ParameterizedTest(name = "F06 a reader that stops to ask loses its connection, and its transaction [{index}]")
    @MethodSource("held")
    final void stopsAsking(Function<DemandSuite, Function<Engine, Flux<Long>>> work) {
        Engine engine = impatient();
        var reader = new Collected();
        try (LogCapture log = LogCapture.of("io.cinnabar.pool", Level.WARN)) {
            work.apply(this).apply(engine).subscribe(reader);
            reader.request(3);
            reader.await(3);
            assertThat(engine.pool()).isNotNull();
            assertThat(engine.pool().acquired()).isEqualTo(1);
            expectTakenAway(engine, log);
        }
        expectRefused(reader);
        assertThat(reader.seen).containsExactly(1L, 2L, 3L);
        assertThat(bench().ledger().rows("F06")).isZero();
    }

    private static void expectRefused(Collected reader) {
        reader.request(1);
        Eventually.holds("the reader is told", () -> reader.failure.get() != null || reader.isComplete);
        assertThat(reader.failure.get()).isInstanceOf(CinnabarException.class);
    }
}
