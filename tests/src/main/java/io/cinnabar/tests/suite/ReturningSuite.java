package io.cinnabar.tests.suite;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.defaultFrom;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Keys and defaults that a statement returns without their columns being named. */
public abstract class ReturningSuite extends DialectSuite {
    private final Articles articles = new Articles(metadata);
    private final Table places = metadata.table(
            "place",
            column("shelf", INTEGER, primaryKey()),
            column("slot", INTEGER, primaryKey()),
            column("label", TEXT),
            column("state", TEXT, serverDefault("free")));
    private final Table tagged = metadata.table(
            "tagged",
            column("id", INTEGER, primaryKey()),
            column("tags", TEXT.array(), defaultFrom(() -> List.of("new", "hot"))));
    private final Table notes = metadata.table("note", column("text", TEXT));
    private final Column<Integer> shelf = places.c("shelf", Integer.class);
    private final Column<Integer> slot = places.c("slot", Integer.class);
    private final Column<String> label = places.c("label", String.class);

    /** A suite on a database. */
    protected ReturningSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void deleteRows() {
        run(engine.connect(connection -> connection
                .execute(delete(articles))
                .then()
                .then(connection.execute(delete(places)).then())));
    }

    private static Insert titled(Insert insert, Articles articles, int rows) {
        return insert.rows(
                IntStream.range(0, rows).boxed().toList(), (row, number) -> row.set(articles.title, "title " + number));
    }

    @Test
    final void returnsTheKeyOfARow() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(articles).set(articles.title, "a").returningKey())
                        .one()
                        .flatMap(key -> connection
                                .execute(select(articles.title).where(articles.id.eq(key.get(articles.id))))
                                .one()
                                .map(row -> key.names() + " " + row.v1()))))
                .expectNext("[id] a")
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void returnsTheKeysOfSeveralRows() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(titled(insert(articles), articles, 5).returningKey())
                        .map(row -> row.get(articles.id))
                        .all()
                        .collectList()))
                .assertNext(keys -> assertThat(keys).hasSize(5).doesNotHaveDuplicates())
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void returnsKeysOfSeveralColumns() {
        List<Parameters> rows = List.of(
                Parameters.of(slot, 2).and(shelf, 1).and(label, "b"),
                Parameters.of(slot, 1).and(shelf, 1).and(label, "a"),
                Parameters.of(slot, 1).and(shelf, 0).and(label, "c"));
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(insert(places).returningKey(), rows)
                        .all()
                        .map(Row::values)))
                .expectNext(List.of(1, 2), List.of(1, 1), List.of(0, 1))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void returnsTheKeysOfManyRowsInTheirOrder() {
        List<String> titles =
                IntStream.range(0, 1_000).mapToObj(number -> "title " + number).toList();
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(
                                insert(articles).returningKey(), titles, (row, title) -> row.set(articles.title, title))
                        .map(row -> row.get(articles.id))
                        .all()
                        .collectList()
                        .flatMapMany(keys -> connection
                                .execute(select(articles.id).orderBy(articles.id))
                                .map(row -> row.v1())
                                .all()
                                .collectList()
                                .doOnNext(stored -> assertThat(keys).isEqualTo(stored))
                                .flatMapMany(Flux::fromIterable)
                                .take(2)
                                .concatMap(id ->
                                        connection.scalar(select(articles.title).where(articles.id.eq(id)))))))
                .expectNext("title 0", "title 1")
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void returnsWhatAnInsertDoesNotSet() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(articles)
                                .set(articles.title, "a")
                                .set(articles.state, "set")
                                .returningDefaults())
                        .one()))
                .assertNext(row -> {
                    assertThat(row.names()).containsExactly("id", "token", "stock", "twice", "revision", "number");
                    assertThat(row.get(articles.stock)).isEqualTo(7);
                    assertThat(row.get(articles.twice)).isEqualTo(14);
                    assertThat(row.get(articles.token)).isNotNull();
                    assertThat(row.get(articles.number)).isNotNull();
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void returnsWhatTheRowsOfABatchDoNotSet() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(
                                insert(articles).set(articles.state, "set").returningDefaults(),
                                List.of(
                                        Parameters.of(articles.title, "a").and(articles.stock, 1),
                                        Parameters.of(articles.title, "b").and(articles.stock, 2)))
                        .all()
                        .map(row -> row.names() + " " + row.get(articles.twice))))
                .expectNext("[id, token, twice, revision, number] 2", "[id, token, twice, revision, number] 4")
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void returnsWhatAnInsertFromAQueryDoesNotSet() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(articles)
                                .fromSelect(List.of(articles.title), select(literal("a")))
                                .returningDefaults())
                        .one()
                        .map(Row::names)))
                .expectNext(List.of("id", "stock", "twice"))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void returnsWhatAnUpdateDoesNotSet() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(titled(insert(articles), articles, 1))
                        .then()
                        .then(connection
                                .execute(update(articles).set(articles.stock, 9).returningDefaults())
                                .one())))
                .assertNext(row -> {
                    assertThat(row.names()).containsExactly("twice", "revision", "editor");
                    assertThat(row.get(articles.twice)).isEqualTo(18);
                    assertThat(row.get(articles.revision)).isGreaterThan(1000);
                    assertThat(row.get(articles.editor)).isEqualTo("editor");
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void returnsTheKeysOfWhatIsChangedAndDeleted() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(insert(places).set(shelf, 1).set(slot, 2))
                        .then()
                        .thenMany(Flux.concat(
                                connection
                                        .execute(update(places).set(label, "a").returningKey())
                                        .all(),
                                connection
                                        .execute(delete(places).returningKey())
                                        .all()))
                        .map(Row::values)))
                .expectNext(List.of(1, 2), List.of(1, 2))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void bindsADefaultThatIsAnArray() {
        StepVerifier.create(engine.connectMany(connection -> Flux.concat(
                                connection
                                        .execute(insert(tagged)
                                                .set(tagged.c("id", Integer.class), 1)
                                                .returningDefaults())
                                        .all(),
                                connection
                                        .executeMany(
                                                insert(tagged).returningDefaults(), List.of(Parameters.of("id", 2)))
                                        .all())
                        .map(Row::values)))
                .expectNext(List.of(List.of("new", "hot")), List.of(List.of("new", "hot")))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void refusesTablesWithoutAKey() {
        assertThatThrownBy(() -> insert(notes).returningKey())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOTHING_TO_RETURN))
                .hasMessageContainingAll("'note'", "primary key", "returning(…)");
    }

    @Test
    final void refusesTablesWithoutDefaults() {
        assertThatThrownBy(() -> insert(notes).returningDefaults())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOTHING_TO_RETURN))
                .hasMessageContainingAll("'note'", "identity", "returning(…)");
        assertThatThrownBy(() -> update(places).set(label, "a").returningDefaults())
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    final void refusesABatchThatSetsEveryDefault() {
        Insert insert = insert(places).set(shelf, 1).set(slot, 1);
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(
                                insert.returningDefaults(),
                                List.of(Parameters.of("state", "taken").and(label, "a")))
                        .all()
                        .onErrorResume(InvalidRequestException.class, refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.NOTHING_TO_RETURN);
                            return Flux.empty();
                        })
                        .thenMany(connection.execute(insert.returningDefaults()).all())
                        .map(Row::values)))
                .expectNext(List.of("free"))
                .expectComplete()
                .verify(DEADLINE);
    }
}
