package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.upper;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.error.CheckViolationException;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** One statement for many rows of parameters. */
public abstract class BatchSuite extends DialectSuite {
    /** No batch of these tests may need more statements than this, however many rows it has. */
    private static final int A_HANDFUL = 60;

    private final Articles articles = new Articles(metadata);
    private final Table keyed = metadata.table(
            "keyed",
            Schema.column("id", io.cinnabar.type.Types.UUID, Schema.primaryKey()),
            Schema.column("n", INTEGER, Schema.unique()),
            Schema.checkConstraint("n <> -1"));
    private final Table unordered =
            metadata.table("unordered", Schema.column("n", INTEGER), Schema.checkConstraint("n <> -1"));
    private final Column<UUID> key = keyed.c("id", UUID.class);
    private final Column<Integer> n = keyed.c("n", Integer.class);

    /** A suite on a database. */
    protected BatchSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void deleteRows() {
        run(engine.connect(connection -> connection
                .execute(delete(articles))
                .then()
                .then(connection.execute(delete(unordered)).then())
                .then(connection.execute(delete(keyed)).then())));
    }

    private List<Parameters> titles(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(number ->
                        Parameters.of(articles.title, "title " + number).and(articles.stock, number))
                .toList();
    }

    private List<Parameters> keys(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(number -> Parameters.of(key, UUID.randomUUID()).and(n, number))
                .toList();
    }

    private void expectCount(Table table, long rows) {
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(select(count()).from(table))))
                .expectNext(rows)
                .expectComplete()
                .verify(DEADLINE);
    }

    private <T> List<StatementEvent> recorded(Mono<T> work, T expected) {
        var recorder = new StatementRecorder();
        Disposable listening = engine.listen(recorder);
        try {
            StepVerifier.create(work).expectNext(expected).expectComplete().verify(DEADLINE);
        } finally {
            listening.dispose();
        }
        return recorder.events();
    }

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {0, 1, 3, 1_000, 20_000})
    final void insertsByAHandfulOfStatements(int rows) {
        List<StatementEvent> events = recorded(
                engine.connect(connection ->
                        connection.executeMany(insert(articles), titles(rows)).rowsUpdated()),
                (long) rows);
        assertThat(events).hasSizeLessThanOrEqualTo(Math.min(rows, A_HANDFUL));
        assertThat(events.stream().mapToInt(StatementEvent::batchSize).sum()).isEqualTo(rows);
        expectCount(articles, rows);
        StepVerifier.create(engine.connect(connection -> connection.scalar(select(count())
                        .from(articles)
                        .where(articles.title.eq(literal("title ").concat(cast(articles.stock, TEXT)))))))
                .expectNext((long) rows)
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {0, 1, 3, 1_000, 20_000})
    final void returnsIdsInTheOrderOfTheRows(int rows) {
        List<StatementEvent> events = recorded(
                engine.connect(connection -> connection
                        .executeMany(insert(articles).returning(articles.stock, articles.id), titles(rows))
                        .all()
                        .collectList()
                        .map(returned -> {
                            assertThat(returned.stream().map(row -> row.v1()))
                                    .containsExactlyElementsOf(
                                            IntStream.range(0, rows).boxed().toList());
                            assertThat(returned.stream().map(row -> row.v2()))
                                    .isSorted()
                                    .doesNotHaveDuplicates();
                            return returned.size();
                        })),
                rows);
        assertThat(events).hasSizeLessThanOrEqualTo(Math.min(rows, A_HANDFUL));
    }

    @ParameterizedTest(name = "{0} rows")
    @ValueSource(ints = {1, 3, 1_000, 20_000})
    final void returnsRowsWithKeysOfTheCallerInTheirOrder(int rows) {
        List<Parameters> keys = keys(rows);
        List<StatementEvent> events = recorded(
                engine.connect(connection -> connection
                        .executeMany(insert(keyed).returning(key, n), keys)
                        .all()
                        .collectList()
                        .map(returned -> {
                            assertThat(returned.stream().<Object>map(row -> row.v1()))
                                    .containsExactlyElementsOf(keys.stream()
                                            .<Object>map(row -> row.get("id"))
                                            .toList());
                            return returned.size();
                        })),
                rows);
        assertThat(events).hasSizeLessThanOrEqualTo(Math.min(rows, A_HANDFUL));
    }

    @Test
    final void returnsRowsOneByOneWhereTheirOrderCannotBeKnown() {
        Column<Integer> number = unordered.c("n", Integer.class);
        List<Parameters> rows =
                Stream.of(3, 1, 2).map(each -> Parameters.of(number, each)).toList();
        List<StatementEvent> events = recorded(
                engine.connect(connection -> connection
                        .executeMany(insert(unordered).returning(number), rows)
                        .all()
                        .map(row -> row.v1())
                        .collectList()),
                List.of(3, 1, 2));
        assertThat(events).hasSize(3).allMatch(event -> event.batchSize() == 1);
        expectCount(unordered, 3);
    }

    @Test
    final void writesNothingWhenOneOfTheRowsThatAreReturnedOneByOneFails() {
        Column<Integer> number = unordered.c("n", Integer.class);
        List<Parameters> rows =
                Stream.of(1, 2, -1, 3).map(each -> Parameters.of(number, each)).toList();
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(insert(unordered).returning(number), rows)
                        .all()
                        .ignoreElements()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(CheckViolationException.class)
                        .hasMessageContaining("; row 3 of 4 ["))
                .verify(DEADLINE);
        expectCount(unordered, 0);
    }

    @Test
    final void rowsOfDifferentSizesShareFewTexts() {
        var recorder = new StatementRecorder();
        Disposable listening = engine.listen(recorder);
        StepVerifier.create(engine.connectMany(connection -> Flux.range(1, 200)
                        .concatMap(rows -> connection
                                .executeMany(insert(articles), titles(rows))
                                .rowsUpdated())))
                .expectNextCount(200)
                .expectComplete()
                .verify(DEADLINE);
        listening.dispose();
        assertThat(recorder.sql().stream().distinct()).hasSizeLessThanOrEqualTo(16);
    }

    @Test
    final void keepsNullsApartFromDefaults() {
        List<Parameters> rows = List.of(
                Parameters.of(articles.title, "a").and(articles.state, null).and(articles.stock, 1),
                Parameters.of(articles.title, "b").and(articles.state, "set").and(articles.stock, null));
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(insert(articles).returning(List.of(articles.state, articles.stock)), rows)
                        .all()
                        .map(Row::values)))
                .expectNext(Arrays.asList(null, 1), Arrays.asList("set", null))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void drawsTheDefaultsOfEachRow() {
        StepVerifier.create(engine.connect(connection -> connection
                        .executeMany(
                                insert(articles)
                                        .returning(articles.token, articles.revision, articles.number, articles.state),
                                List.of("a", "b", "c"),
                                (row, title) -> row.set(articles.title, title))
                        .all()
                        .collectList()))
                .assertNext(rows -> {
                    assertThat(rows.stream().map(row -> row.v1())).hasSize(3).doesNotHaveDuplicates();
                    assertThat(rows.stream().map(row -> row.v2()))
                            .doesNotHaveDuplicates()
                            .isSorted();
                    assertThat(rows.stream().map(row -> row.v3())).doesNotHaveDuplicates();
                    assertThat(rows.stream().map(row -> row.v4())).containsOnly("draft");
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void keepsTheExpressionsOfTheTemplate() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(
                                insert(articles)
                                        .set(
                                                articles.title,
                                                upper(param("word", TEXT)).concat("!"))
                                        .set(articles.state, "fixed")
                                        .returning(articles.title, articles.state, articles.stock),
                                List.of(
                                        Parameters.of("word", "a").and(articles.stock, 1),
                                        Parameters.of("word", "b").and(articles.stock, 2)))
                        .all()
                        .map(Row::values)))
                .expectNext(List.of("A!", "fixed", 1), List.of("B!", "fixed", 2))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void updatesForEachRowInTheirOrder() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(insert(articles), titles(3))
                        .then()
                        .thenMany(Flux.concat(
                                connection
                                        .executeMany(
                                                update(articles)
                                                        .set(articles.state, param("state", TEXT))
                                                        .where(articles.title.eq(param("of", TEXT))),
                                                List.of(
                                                        Parameters.of("of", "title 1")
                                                                .and("state", "first"),
                                                        Parameters.of("of", "title 2")
                                                                .and("state", null),
                                                        Parameters.of("of", "nothing")
                                                                .and("state", "lost"),
                                                        Parameters.of("of", "title 1")
                                                                .and("state", "last")))
                                        .rowsUpdated(),
                                connection
                                        .execute(select(articles.state).orderBy(articles.title))
                                        .all()
                                        .<Object>map(Row::values)))))
                .expectNext(3L, List.of("draft"), List.of("last"), Arrays.asList((Object) null))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void deletesForEachRow() {
        StepVerifier.create(engine.connect(connection -> connection
                        .executeMany(insert(articles), titles(5))
                        .then()
                        .then(connection
                                .executeMany(
                                        delete(articles).where(articles.title.eq(param("of", TEXT))),
                                        Stream.of("title 1", "title 3", "title 3", "title 9")
                                                .map(title -> Parameters.of("of", title))
                                                .toList())
                                .rowsUpdated())))
                .expectNext(2L)
                .expectComplete()
                .verify(DEADLINE);
        expectCount(articles, 3);
    }

    static Stream<Arguments> pageSizes() {
        return Stream.of(Arguments.of(7, 5), Arguments.of(7, 1), Arguments.of(2_000, 100_000));
    }

    @ParameterizedTest(name = "{0} rows by {1}")
    @MethodSource("pageSizes")
    final void sendsPagesOfTheWantedSize(int rows, int pageSize) {
        List<StatementEvent> events = recorded(
                engine.connect(connection -> connection
                        .withOption(ExecutionOptions.PAGE_SIZE, pageSize)
                        .executeMany(insert(articles), titles(rows))
                        .rowsUpdated()),
                (long) rows);
        assertThat(events).allMatch(event -> event.batchSize() <= pageSize);
        assertThat(events.stream().mapToInt(StatementEvent::batchSize).sum()).isEqualTo(rows);
    }

    @Test
    final void writesNothingWhenOneRowOfSeveralPagesFails() {
        List<Parameters> rows = Stream.concat(
                        keys(1_000).stream(),
                        Stream.of(Parameters.of(key, UUID.randomUUID()).and(n, 5)))
                .toList();
        StepVerifier.create(engine.connect(connection -> connection
                        .withOption(ExecutionOptions.PAGE_SIZE, 100)
                        .executeMany(insert(keyed), rows)
                        .rowsUpdated()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                UniqueViolationException.class,
                                violation -> assertThat(violation.constraint()).isEqualToIgnoringCase("uq_keyed_n")))
                .verify(DEADLINE);
        expectCount(keyed, 0);
    }

    @Test
    final void writesNothingWhenOneReturningRowOfSeveralPagesFails() {
        List<Parameters> rows = Stream.concat(
                        keys(1_000).stream(),
                        Stream.of(Parameters.of(key, UUID.randomUUID()).and(n, -1)))
                .toList();
        StepVerifier.create(engine.connectMany(connection -> connection
                        .withOption(ExecutionOptions.PAGE_SIZE, 100)
                        .executeMany(insert(keyed).returning(n), rows)
                        .all()
                        .ignoreElements()))
                .expectError(CheckViolationException.class)
                .verify(DEADLINE);
        expectCount(keyed, 0);
    }

    @Test
    final void writesNothingWhenOneRepeatedChangeFails() {
        StepVerifier.create(engine.connect(connection -> connection
                        .executeMany(insert(keyed), keys(3))
                        .then()
                        .then(connection
                                .executeMany(
                                        update(keyed)
                                                .set(n, param("to", INTEGER))
                                                .where(n.eq(param("of", INTEGER))),
                                        List.of(
                                                Parameters.of("of", 0).and("to", 100),
                                                Parameters.of("of", 1).and("to", 2)))
                                .rowsUpdated())))
                .expectError(UniqueViolationException.class)
                .verify(DEADLINE);
        StepVerifier.create(engine.connectMany(
                        connection -> connection.scalars(select(n).orderBy(n))))
                .expectNext(0, 1, 2)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void takesPartInTheTransactionThatIsOpen() {
        StepVerifier.create(engine.begin(connection -> connection
                        .withOption(ExecutionOptions.PAGE_SIZE, 10)
                        .executeMany(insert(keyed), keys(100))
                        .rowsUpdated()
                        .flatMap(rows -> Mono.error(new IllegalStateException("no")))))
                .expectErrorMessage("no")
                .verify(DEADLINE);
        expectCount(keyed, 0);
    }

    private void expectRefused(List<Parameters> rows, ErrorCode code, String... words) {
        StepVerifier.create(engine.connect(connection ->
                        connection.executeMany(insert(articles), rows).rowsUpdated()))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    CinnabarException.class,
                                    refusal -> assertThat(refusal.code()).isEqualTo(code))
                            .hasMessageContainingAll(words);
                })
                .verify(DEADLINE);
        expectCount(articles, 0);
    }

    @Test
    final void refusesRowsOfDifferentColumns() {
        expectRefused(
                List.of(
                        Parameters.of(articles.title, "a"),
                        Parameters.of(articles.title, "b"),
                        Parameters.of(articles.title, "c").and(articles.stock, 1)),
                ErrorCode.PARAMETER_MISSING,
                "same names",
                "row 3",
                "[title, stock]",
                "[title]",
                "Group the rows");
    }

    @Test
    final void refusesAnUnknownColumn() {
        expectRefused(List.of(Parameters.of("tilte", "a")), ErrorCode.PARAMETER_UNKNOWN, "'tilte'", "nor a column");
    }

    @Test
    final void refusesAValueOfAnotherClassAndNamesTheRow() {
        List<Parameters> rows = List.of(
                Parameters.of("title", "a").and("stock", 1),
                Parameters.of("title", "b").and("stock", "two"));
        StepVerifier.create(engine.connect(connection ->
                        connection.executeMany(insert(articles), rows).rowsUpdated()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(ValueConversionException.class)
                        .hasMessageContaining("'stock'")
                        .hasMessageContaining("Integer")
                        .hasMessageContaining("String")
                        .hasMessageNotContaining("two"))
                .verify(DEADLINE);
        expectCount(articles, 0);
    }

    @Test
    final void refusesAnUnknownParameter() {
        StepVerifier.create(engine.connect(connection -> connection
                        .executeMany(
                                delete(articles).where(articles.title.eq(param("of", TEXT))),
                                List.of(Parameters.of("of", "a").and("off", "b")))
                        .rowsUpdated()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PARAMETER_UNKNOWN))
                        .hasMessageContaining("'off'")
                        .hasMessageContaining("[of]"))
                .verify(DEADLINE);
    }

    @Test
    final void refusesAMissingParameter() {
        StepVerifier.create(engine.connect(connection -> connection
                        .executeMany(
                                update(articles)
                                        .set(articles.stock, param("stock", INTEGER))
                                        .where(articles.title.eq(param("of", TEXT))),
                                List.of(Parameters.of("stock", 1)))
                        .rowsUpdated()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("'of'")
                        .hasMessageContaining("[stock]"))
                .verify(DEADLINE);
    }

    @Test
    final void refusesAnExpressionInARow() {
        assertThatThrownBy(() -> run(engine.connect(connection -> connection
                        .executeMany(
                                insert(articles),
                                List.of("a"),
                                (row, title) -> row.set(articles.title, upper(literal(title))))
                        .rowsUpdated())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'title'")
                .hasMessageContaining("insert(table).set(column, expression)");
    }

    @Test
    final void executesAgainForEachSubscription() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(insert(articles), titles(2))
                        .rowsUpdated()
                        .repeat(1)))
                .expectNext(2L, 2L)
                .expectComplete()
                .verify(DEADLINE);
        expectCount(articles, 4);
    }

    @Test
    final void returnsPagesAsTheyAreAskedFor() {
        StepVerifier.create(
                        engine.connectMany(connection -> connection
                                .withOption(ExecutionOptions.PAGE_SIZE, 10)
                                .executeMany(insert(articles).returning(articles.stock), titles(100))
                                .all()
                                .map(row -> row.v1())),
                        0)
                .thenRequest(3)
                .expectNext(0, 1, 2)
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(97)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void aCancelledBatchWritesNothing() {
        StepVerifier.create(
                        engine.connectMany(connection -> connection
                                .withOption(ExecutionOptions.PAGE_SIZE, 10)
                                .executeMany(insert(articles).returning(articles.stock), titles(100))
                                .all()),
                        0)
                .thenRequest(1)
                .expectNextCount(1)
                .thenCancel()
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
        expectCount(articles, 0);
    }
}
