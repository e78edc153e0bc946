package io.cinnabar.tests.reliability;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.and;
import static io.cinnabar.sql.Sql.caseWhen;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TableElement;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Functions;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/**
 * Scenarios of group J, and of F05 those that take no more memory than there is: statements and values that are large.
 */
abstract class SizeLimitSuite extends ReliabilitySuite {
    private static final int SMALL_STACK = 256 * 1024;
    private static final int CACHE = 100;

    private final MetaData metadata = new MetaData();
    private final Table numbers = metadata.table("numbers", Schema.column("a", INTEGER), Schema.column("b", INTEGER));

    SizeLimitSuite(TestDatabaseUrl database) {
        super(database);
    }

    private Expression<Integer> a() {
        return numbers.c("a", Integer.class);
    }

    private Engine withTable() {
        Engine engine = bench().engine(pool(2));
        run(engine.connect(connection -> connection.dropAll(metadata).then(connection.createAll(metadata))));
        return engine;
    }

    private <T> void expect(Mono<T> work, T value) {
        StepVerifier.create(work).expectNext(value).expectComplete().verify(DEADLINE);
    }

    private void expectRefused(Mono<?> work, ErrorCode code) {
        StepVerifier.create(work)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                CinnabarException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(code)))
                .verify(DEADLINE);
    }

    @Test
    @DisplayName("J01 as many binds as the database takes, and one more: in rows of VALUES")
    final void bindsInValues() {
        ResourceLeakDetector.setLevel(
                ResourceLeakDetector.Level.SIMPLE); // the bench's own follows each of many buffers
        Engine engine = withTable();
        int most = engine.dialect().maxBinds();
        // A list of rows as long as H2 takes is parsed for many seconds.
        boolean isSlow = most > 65_535 && ReliabilityBench.times(0, 1) == 0;
        for (int rows : isSlow ? new int[] {most + 1} : new int[] {most, most + 1}) {
            List<Integer> all = IntStream.range(0, rows).boxed().toList();
            var statement = insert(numbers).rows(all, (row, number) -> row.set(numbers.c("a", Integer.class), number));
            Mono<Long> work =
                    engine.connect(connection -> connection.execute(statement).rowsUpdated());
            if (rows == most) {
                expect(work, (long) rows);
            } else {
                expectRefused(work, ErrorCode.TOO_MANY_BINDS);
            }
        }
        expect(
                engine.connect(connection -> connection.scalar(select(count()).from(numbers))),
                isSlow ? 0L : (long) most);
    }

    @ParameterizedTest(name = "J01 a list of {0} elements in IN and NOT IN, each found or refused before the wire")
    @ValueSource(ints = {65_535, 65_536, 100_000, 100_001})
    final void bindsInLists(int elements) {
        Engine engine = withTable();
        run(engine.connect(connection -> connection
                .execute(insert(numbers).set(numbers.c("a", Integer.class), 0))
                .rowsUpdated()));
        List<Integer> list = IntStream.range(0, elements).boxed().toList();
        for (boolean isIn : new boolean[] {true, false}) {
            Condition condition = isIn ? a().in(list) : a().notIn(list);
            Mono<Long> work = engine.connect(connection ->
                    connection.scalar(select(count()).from(numbers).where(condition)));
            if (takesLists(engine) || elements <= engine.dialect().maxBinds()) {
                expect(work, isIn ? 1L : 0L);
            } else {
                expectRefused(work, ErrorCode.TOO_MANY_BINDS);
            }
        }
    }

    /** Whether a list is one bind. */
    abstract boolean takesLists(Engine engine);

    @ParameterizedTest(name = "J01 a batch of {0} rows is sent in portions")
    @ValueSource(ints = {32_768, 65_536})
    final void bindsInBatches(int rows) {
        Engine engine = withTable();
        List<Parameters> all = IntStream.range(0, rows)
                .mapToObj(number -> Parameters.of("a", number).and("b", -number))
                .toList();
        expect(
                engine.connect(connection ->
                        connection.executeMany(insert(numbers), all).rowsUpdated()),
                (long) rows);
        assertThat(bench().admin().number("SELECT count(DISTINCT a) FROM numbers WHERE a = -b"))
                .isEqualTo(rows);
    }

    @Test
    @DisplayName("J01 a portion that its user makes too large is made smaller")
    final void bindsInTooLargePortions() {
        Engine engine = withTable();
        int rows = 65_536;
        List<Parameters> all = IntStream.range(0, rows)
                .mapToObj(number -> Parameters.of("a", number).and("b", -number))
                .toList();
        var statement = insert(numbers).option(ExecutionOptions.PAGE_SIZE, rows);
        expect(
                engine.connect(
                        connection -> connection.executeMany(statement, all).rowsUpdated()),
                (long) rows);
    }

    /** What one level of nesting looks like. */
    private enum Shape {
        SUM(inner -> number(inner).plus(1)),
        FUNCTION(inner -> Functions.coalesce(inner, literal(0))),
        CASE(inner -> caseWhen(literal(1).eq(1)).then(inner).otherwise(0)),
        CAST(inner -> Sql.cast(inner, INTEGER)),
        SUBQUERY(inner -> scalarSubquery(select(inner)));

        private final UnaryOperator<Expression<Integer>> level;

        Shape(UnaryOperator<Expression<Integer>> level) {
            this.level = level;
        }

        private static NumericExpression<Integer> number(Expression<Integer> expression) {
            return expression instanceof NumericExpression<Integer> numeric ? numeric : Sql.coerce(expression, INTEGER);
        }

        Select<Row1<Integer>> nested(int levels) {
            Expression<Integer> nested = literal(7);
            for (int level = 0; level < levels; level++) {
                nested = this.level.apply(nested);
            }
            return select(nested);
        }

        int value(int levels) {
            return this == SUM ? 7 + levels : 7;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(Shape.values());
    }

    /** Runs on a thread with a stack as small as that of an event loop can be. */
    private static <T> T onSmallStack(Callable<T> work) {
        var task = new FutureTask<>(work);
        new Thread(null, task, "small stack", SMALL_STACK).start();
        try {
            return task.get();
        } catch (java.util.concurrent.ExecutionException failure) {
            throw new AssertionError("on a small stack: " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @ParameterizedTest(name = "J02 {0}, nested 10, 25, 1,000 and 100,000 deep, from a thread with a small stack")
    @MethodSource("shapes")
    final void nesting(Shape shape) {
        Engine engine = bench().engine(pool(1));
        for (int levels : new int[] {10, 25, 1_000, 100_000}) {
            Select<Row1<Integer>> statement = shape.nested(levels);
            Object outcome = onSmallStack(() -> engine.connect(connection -> connection.scalar(statement))
                    .cast(Object.class)
                    .onErrorResume(Mono::just)
                    .toFuture()
                    .get(DEADLINE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS));
            if (levels <= 25) {
                assertThat(outcome).as("%s levels", levels).isEqualTo(shape.value(levels));
            } else {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                CompilationException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_DEEP));
            }
            assertThat(onSmallStack(statement::toString)).isNotEmpty();
        }
    }

    @ParameterizedTest(name = "J02 {0} conditions side by side, from a thread with a small stack")
    @ValueSource(ints = {10, 1_000, 100_000})
    final void conditions(int conditions) {
        Engine engine = bench().engine(pool(1));
        IntFunction<Condition> one = number -> literal(number).eq(number);
        for (boolean isAnd : new boolean[] {true, false}) {
            List<Condition> all = IntStream.range(0, conditions).mapToObj(one).toList();
            Select<Row1<Integer>> statement = select(literal(7)).where(isAnd ? and(all) : Sql.or(all));
            Object outcome = onSmallStack(() -> engine.connect(connection -> connection.scalar(statement))
                    .cast(Object.class)
                    .onErrorResume(Mono::just)
                    .toFuture()
                    .get(DEADLINE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS));
            if (conditions <= 1_000) {
                assertThat(outcome).isEqualTo(7);
            } else {
                assertThat(outcome)
                        .matches(it -> it.equals(7) || it instanceof CinnabarException, "7 or a typed error");
            }
            expect(engine.connect(connection -> connection.scalar(select(literal(1)))), 1);
        }
    }

    @Test
    @DisplayName("J05 of many distinct shapes only a bounded number is kept, in the memory too")
    final void manyShapes() {
        ResourceLeakDetector.setLevel(
                ResourceLeakDetector.Level.SIMPLE); // the bench's own follows each of many buffers
        Engine engine = bench().engine(pool(1).withCompiledCacheSize(CACHE));
        int shapes = ReliabilityBench.times(600, 1_000_000);
        var held = new ArrayList<WeakReference<String>>();
        StepVerifier.create(engine.connect(connection -> Flux.range(0, shapes)
                        .concatMap(number -> {
                            String text = new String("shape " + number);
                            if (number < 300) {
                                held.add(new WeakReference<>(text));
                            }
                            return connection.scalar(select(literal(text)));
                        })
                        .count()))
                .expectNext((long) shapes)
                .expectComplete()
                .verify(ReliabilityBench.times(1, 100) == 1 ? DEADLINE : java.time.Duration.ofHours(1));
        assertThat(engine.compiledStatements()).isBetween(1, CACHE * 3 / 2);
        Eventually.isWithout(() -> {
            System.gc();
            long left = held.stream().filter(each -> each.get() != null).count();
            return left <= CACHE / 4 ? "" : left + " of the first 300 shapes are still held";
        });
    }

    @Test
    @DisplayName("J08 sixty-four threads compile the same statement at once: one plan, the same result")
    final void theSameStatementAtOnce() throws Exception {
        Engine engine = bench().engine(EngineOptions.DEFAULT);
        for (int round = 0; round < ReliabilityBench.times(3, 1_000); round++) {
            int current = round;
            Select<Row1<Integer>> statement = select(value(round).plus(literal(round)))
                    .where(
                            value(round).in(List.of(round, 1, 2)),
                            literal("round " + round).isNotNull());
            var gate = new CyclicBarrier(64);
            var results = Collections.synchronizedList(new ArrayList<String>());
            List<Thread> threads = IntStream.range(0, 64)
                    .mapToObj(number -> new Thread(() -> {
                        try {
                            gate.await();
                        } catch (Exception failure) {
                            throw new IllegalStateException(failure);
                        }
                        results.add(statement.sql(engine.dialect()) + " / "
                                + engine.dialect().compiler().compile(statement).slots() + " / "
                                + statement.structuralHash());
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join(DEADLINE.toMillis());
            }
            assertThat(results).hasSize(64);
            assertThat(results.stream().distinct()).hasSize(1);
            StepVerifier.create(Flux.range(0, 64)
                            .flatMap(number -> engine.connect(connection -> connection.scalar(statement)), 64)
                            .distinct())
                    .expectNext(current * 2)
                    .expectComplete()
                    .verify(DEADLINE);
            assertThat(engine.compiledStatements()).isEqualTo(round + 1);
        }
    }

    @Test
    @DisplayName("F05 one large value, there and back")
    final void largeValues() {
        Engine engine = bench().engine(pool(1));
        int size = ReliabilityBench.times(10, 200) * 1_000_000;
        String text = "0123456789".repeat(size / 10);
        byte[] bytes = new byte[size];
        bytes[size - 1] = 7;
        StepVerifier.create(engine.connect(connection ->
                        connection.execute(select(value(text), value(bytes))).one()))
                .assertNext(row -> {
                    assertThat(row.v1().equals(text)).isTrue();
                    assertThat(java.util.Arrays.equals(row.v2(), bytes)).isTrue();
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    @DisplayName("F05 a table and a result of 1,600 columns")
    final void manyColumns() {
        Engine engine = bench().engine(pool(1));
        int columns = 1_600;
        var wide = new MetaData();
        Table table = wide.table(
                "wide",
                IntStream.range(0, columns)
                        .mapToObj(number -> Schema.column("c" + number, INTEGER))
                        .toArray(TableElement[]::new));
        var row = insert(table);
        for (int number = 0; number < columns; number++) {
            row = row.set(table.c("c" + number, Integer.class), number);
        }
        var filled = row;
        List<?> expected = IntStream.range(0, columns).boxed().toList();
        StepVerifier.create(engine.connect(connection -> connection
                        .createAll(wide)
                        .then(connection.execute(filled).rowsUpdated())
                        .then(connection.execute(select(table)).one())
                        .flatMap(read -> connection.dropAll(wide).thenReturn(read))))
                .assertNext(read -> assertThat(read.values()).isEqualTo(expected))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(Collections.nCopies(20_000, literal(1))))
                        .all()
                        .then()))
                .expectErrorSatisfies(failure -> assertThat(failure).isInstanceOf(DatabaseException.class))
                .verify(DEADLINE);
        expect(engine.connect(connection -> connection.scalar(select(literal(1)))), 1);
    }
}
