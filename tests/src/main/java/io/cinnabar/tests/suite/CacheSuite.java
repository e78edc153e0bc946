package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Schema;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Statements of the same structure are compiled once, and the number of those that are kept is bounded. */
public abstract class CacheSuite extends DialectSuite {
    private static final int SIZE = 100;

    /** A suite on a database. */
    protected CacheSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeAll
    final void insertUsers() {
        givenUsers(20);
    }

    /** Uses an engine that has compiled nothing yet and whose statements are recorded. */
    private void withFreshEngine(EngineOptions options, Consumer<Fresh> use) {
        var recorder = new StatementRecorder();
        Engine fresh = Engine.create(database.url(), options.withListener(recorder));
        use.accept(new Fresh(fresh, recorder));
        StepVerifier.create(fresh.close()).expectComplete().verify(DEADLINE);
    }

    private record Fresh(Engine engine, StatementRecorder recorder) {
        void expectRows(RowStatement<? extends Row> statement, List<?>... rows) {
            StepVerifier.create(engine.connect(connection -> connection
                            .execute(statement)
                            .all()
                            .<List<?>>map(Row::values)
                            .collectList()))
                    .assertNext(found -> assertThat(found).containsExactly(rows))
                    .expectComplete()
                    .verify(DEADLINE);
        }

        List<Boolean> hits() {
            return recorder.events().stream().map(StatementEvent::isCacheHit).toList();
        }
    }

    @Test
    final void statementsOfTheSameStructureShareAPlan() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            for (int age : List.of(1, 2, 20)) {
                fresh.expectRows(
                        select(users.name)
                                .where(users.age.eq(age), users.name.startsWith("user"))
                                .orderBy(users.id)
                                .limit(age),
                        List.of("user" + age));
            }
            assertThat(fresh.hits()).containsExactly(false, true, true);
            assertThat(fresh.engine().compiledStatements()).isEqualTo(1);
            assertThat(fresh.recorder().sql().stream().distinct()).hasSize(1);
        });
    }

    @Test
    final void statementsOfAnotherStructureDoNot() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            fresh.expectRows(select(users.name).where(users.age.eq(3)), List.of("user3"));
            fresh.expectRows(select(users.name).where(users.age.le(1)), List.of("user1"));
            fresh.expectRows(select(users.age).where(users.age.eq(3)), List.of(3));
            fresh.expectRows(select(literal(1)), List.of(1));
            fresh.expectRows(select(literal(2)), List.of(2));
            fresh.expectRows(select(literal("2")), List.of("2"));
            assertThat(fresh.hits()).doesNotContain(true);
            assertThat(fresh.engine().compiledStatements()).isEqualTo(6);
        });
    }

    @Test
    final void readsEachStatementByItsOwnTypes() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            fresh.expectRows(text("SELECT 1").columns(INTEGER), List.of(1));
            fresh.expectRows(text("SELECT 1").columns(BIGINT), List.of(1L));
            fresh.expectRows(text("SELECT 1").columns(INTEGER), List.of(1));
            assertThat(fresh.hits()).containsExactly(false, false, true);
        });
    }

    @Test
    final void tellsAValueThatIsUsedTwiceFromTwoEqualOnes() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            NumericExpression<Integer> same = value(5);
            fresh.expectRows(select(same, same), List.of(5, 5));
            fresh.expectRows(select(value(5), value(6)), List.of(5, 6));
            NumericExpression<Integer> other = value(7);
            fresh.expectRows(select(other, other), List.of(7, 7));
            fresh.expectRows(select(value(8), value(9)), List.of(8, 9));
        });
    }

    @Test
    final void takesTheValuesOfEveryPlaceAnew() {
        var other = users.as("other");
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            for (int age = 1; age <= 10; age++) {
                int current = age;
                fresh.expectRows(
                        select(users.name.concat("-" + current), value(current * 2))
                                .where(
                                        users.age.between(current, current),
                                        users.id.in(select(other.c(users.id))
                                                .where(other.c(users.age).in(current, current + 1))),
                                        users.name.in(List.of("user" + current)))
                                .limit(current)
                                .offset(0),
                        List.of("user" + current + "-" + current, current * 2));
            }
            assertThat(fresh.engine().compiledStatements()).isEqualTo(1);
        });
    }

    @Test
    final void keepsABoundedNumberOfPlans() {
        withFreshEngine(EngineOptions.DEFAULT.withCompiledCacheSize(SIZE), fresh -> {
            var favourite = select(count()).from(users);
            StepVerifier.create(fresh.engine()
                            .connectMany(connection -> Flux.range(0, 2_000)
                                    .concatMap(number -> connection
                                            .scalar(select(literal("text " + number)))
                                            .then(connection.scalar(favourite)))
                                    .distinct()))
                    .expectNext(20L)
                    .expectComplete()
                    .verify(DEADLINE);
            assertThat(fresh.engine().compiledStatements()).isBetween(SIZE, SIZE * 3 / 2);
            assertThat(fresh.hits().stream().filter(hit -> hit)).hasSize(1_999);
        });
    }

    @Test
    final void compilesAnewWhereItIsToldSo() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            var statement = select(literal(1)).option(ExecutionOptions.COMPILED_CACHE, false);
            fresh.expectRows(statement, List.of(1));
            fresh.expectRows(statement, List.of(1));
            assertThat(fresh.hits()).containsExactly(false, false);
            assertThat(fresh.engine().compiledStatements()).isZero();
        });
        withFreshEngine(EngineOptions.DEFAULT.withCompiledCacheSize(0), fresh -> {
            fresh.expectRows(select(literal(1)), List.of(1));
            fresh.expectRows(select(literal(1)), List.of(1));
            assertThat(fresh.hits()).containsExactly(false, false);
            assertThat(fresh.engine().compiledStatements()).isZero();
        });
    }

    @Test
    final void listsOfAnySizeShareAPlan() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            StepVerifier.create(fresh.engine()
                            .connectMany(connection -> Flux.range(0, 300)
                                    .concatMap(size -> connection.scalar(select(count())
                                            .from(users)
                                            .where(users.age.in(IntStream.rangeClosed(1, size)
                                                    .boxed()
                                                    .toList()))))))
                    .recordWith(ArrayList::new)
                    .expectNextCount(300)
                    .consumeRecordedWith(
                            counts -> assertThat(counts).startsWith(0L, 1L, 2L).endsWith(20L))
                    .expectComplete()
                    .verify(DEADLINE);
            assertThat(fresh.engine().compiledStatements()).isEqualTo(1);
            assertThat(fresh.recorder().sql().stream().distinct()).hasSizeLessThanOrEqualTo(11);
        });
    }

    @Test
    final void batchesAreCachedToo() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            List<Parameters> rows = IntStream.range(0, 8)
                    .mapToObj(number -> Parameters.of(users.age, number).and(users.name, "batch " + number))
                    .toList();
            for (int round = 0; round < 3; round++) {
                StepVerifier.create(fresh.engine()
                                .begin(connection -> connection
                                        .executeMany(insert(users), rows)
                                        .then()
                                        .then(Mono.error(new IllegalStateException("undo")))))
                        .expectErrorMessage("undo")
                        .verify(DEADLINE);
            }
            assertThat(fresh.hits()).startsWith(false).endsWith(true);
            assertThat(fresh.engine().compiledStatements()).isEqualTo(1);
        });
    }

    @Test
    final void forgetsPlansWhenAsked() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            fresh.expectRows(select(literal(1)), List.of(1));
            fresh.engine().clearCompiledStatements();
            assertThat(fresh.engine().compiledStatements()).isZero();
            fresh.expectRows(select(literal(1)), List.of(1));
            assertThat(fresh.hits()).containsExactly(false, false);
        });
    }

    @Test
    final void derivedEnginesShareTheCache() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            fresh.expectRows(select(literal(1)), List.of(1));
            Engine derived = fresh.engine().withOption(ExecutionOptions.LABEL, "derived");
            StepVerifier.create(derived.connect(connection -> connection.scalar(select(literal(1)))))
                    .expectNext(1)
                    .expectComplete()
                    .verify(DEADLINE);
            assertThat(fresh.hits()).containsExactly(false, true);
        });
    }

    @Test
    final void sixtyFourThreadsCompileAtOnce() {
        withFreshEngine(EngineOptions.DEFAULT.withCompiledCacheSize(50), fresh -> {
            StepVerifier.create(Flux.range(0, 2_048)
                            .flatMap(
                                    number -> fresh.engine()
                                            .connect(connection -> connection.scalar(
                                                    select(value("" + number).concat(literal("/" + number % 100)))))
                                            .filter(answer -> answer.equals(number + "/" + number % 100))
                                            .subscribeOn(Schedulers.boundedElastic()),
                                    64))
                    .expectNextCount(2_048)
                    .expectComplete()
                    .verify(DEADLINE);
            assertThat(fresh.engine().compiledStatements()).isLessThanOrEqualTo(75);
        });
    }

    @Test
    final void nullsAndValuesShareAPlan() {
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            fresh.expectRows(select(value(null, TEXT).isNull(), value("a", TEXT)), List.of(true, "a"));
            fresh.expectRows(select(value("b", TEXT).isNull(), value("c", TEXT)), List.of(false, "c"));
            assertThat(fresh.hits()).containsExactly(false, true);
        });
    }

    @Test
    final void rowsOfASharedPlanShareTheirNames() {
        var statement = select(users.name, users.age).where(users.age.eq(1));
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            StepVerifier.create(fresh.engine()
                            .connectMany(connection -> Flux.concat(
                                    connection.execute(statement).one(),
                                    connection.execute(statement).one(),
                                    connection
                                            .execute(select(users.name, users.age)
                                                    .where(users.age.eq(2)))
                                            .one()))
                            .collectList())
                    .assertNext(rows -> {
                        assertThat(rows.get(1).names()).isSameAs(rows.get(0).names());
                        assertThat(rows.get(2).names()).isSameAs(rows.get(0).names());
                    })
                    .expectComplete()
                    .verify(DEADLINE);
            assertThat(fresh.hits()).containsExactly(false, true, true);
        });
    }

    @Test
    final void schemaStatementsAreNotCached() {
        var own = new MetaData();
        own.table("cached_never", Schema.column("id", INTEGER));
        withFreshEngine(EngineOptions.DEFAULT, fresh -> {
            StepVerifier.create(fresh.engine()
                            .connect(connection -> connection.createAll(own).then(connection.dropAll(own))))
                    .expectComplete()
                    .verify(DEADLINE);
            int queries = fresh.engine().compiledStatements();
            StepVerifier.create(fresh.engine()
                            .connect(connection -> connection.createAll(own).then(connection.dropAll(own))))
                    .expectComplete()
                    .verify(DEADLINE);
            assertThat(fresh.engine().compiledStatements()).isEqualTo(queries);
            assertThat(fresh.recorder().events())
                    .filteredOn(event -> event.sql().contains("cached_never"))
                    .hasSize(4)
                    .noneMatch(StatementEvent::isCacheHit);
        });
    }
}
