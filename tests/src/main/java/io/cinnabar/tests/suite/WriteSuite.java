package io.cinnabar.tests.suite;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.max;
import static io.cinnabar.sql.Functions.upper;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Connection;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** INSERT, UPDATE and DELETE, what they return, and the defaults of columns. */
public abstract class WriteSuite extends DialectSuite {
    private final Articles articles = new Articles(metadata);

    /** A suite on a database. */
    protected WriteSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void deleteArticles() {
        run(engine.connect(connection -> connection.execute(delete(articles)).then()));
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private void expectChanged(DmlStatement statement, long rows) {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(statement).rowsUpdated()))
                .expectNext(rows)
                .expectComplete()
                .verify(DEADLINE);
    }

    private void expectRows(RowStatement<? extends Row> statement, List<?>... rows) {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(statement)
                        .all()
                        .<List<?>>map(Row::values)
                        .collectList()))
                .assertNext(found -> assertThat(found).containsExactly(rows))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void insertsARow() {
        expectChanged(insert(articles).set(articles.title, "a").set(articles.stock, 3), 1);
        expectRows(select(articles.title, articles.stock), row("a", 3));
    }

    @Test
    final void insertsManyRows() {
        expectChanged(
                insert(articles)
                        .row(row -> row.set(articles.title, "a").set(articles.stock, 1))
                        .row(row -> row.set(articles.stock, 2).set(articles.title, "b"))
                        .rows(
                                List.of("c", "d"),
                                (row, title) -> row.set(articles.title, title).set(articles.stock, 3)),
                4);
        expectRows(
                select(articles.title, articles.stock).orderBy(articles.title),
                row("a", 1),
                row("b", 2),
                row("c", 3),
                row("d", 3));
    }

    @Test
    final void drawsADefaultForEachOfManyRows() {
        expectChanged(insert(articles).rows(List.of("a", "b", "c"), (row, title) -> row.set(articles.title, title)), 3);
        StepVerifier.create(engine.connect(connection -> connection
                        .scalars(select(articles.token).where(articles.token.isNotNull()))
                        .distinct()
                        .count()))
                .expectNext(3L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void insertsExpressions() {
        expectChanged(insert(articles).set(articles.title, "a").set(articles.stock, 5), 1);
        expectChanged(
                insert(articles)
                        .set(articles.title, upper(value("b")))
                        .set(
                                articles.stock,
                                scalarSubquery(select(max(articles.stock))).nullable()),
                1);
        expectRows(select(articles.title, articles.stock).orderBy(articles.title.desc()), row("a", 5), row("B", 5));
    }

    @Test
    final void insertsTheRowsOfAQuery() {
        expectChanged(insert(articles).rows(List.of("a", "b"), (row, title) -> row.set(articles.title, title)), 2);
        expectChanged(
                insert(articles)
                        .fromSelect(
                                List.of(articles.title, articles.stock),
                                select(articles.title.concat("'"), literal(1)).where(articles.title.eq("b"))),
                1);
        expectRows(select(articles.stock).where(articles.title.eq("b'")), row(1));
    }

    @Test
    final void fillsColumnsThatAreNotSet() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(articles).set(articles.title, "a").returning(articles.all()))
                        .one()))
                .assertNext(row -> {
                    assertThat(row.get(articles.id))
                            .isGreaterThanOrEqualTo(100)
                            .satisfies(id -> assertThat(id % 10).isZero());
                    assertThat(row.get(articles.state)).isEqualTo("draft");
                    assertThat(row.get(articles.token)).isInstanceOf(UUID.class);
                    assertThat(row.get(articles.stock)).isEqualTo(7);
                    assertThat(row.get(articles.twice)).isEqualTo(14);
                    assertThat(row.get(articles.revision)).isEqualTo(articles.drawn.get());
                    assertThat(row.get("editor")).isNull();
                    assertThat(row.get(articles.number) % 5).isZero();
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void anExplicitNullIsNotTheDefault() {
        expectRows(
                insert(articles)
                        .set(articles.title, "a")
                        .set(articles.state, (String) null)
                        .set(articles.stock, (Integer) null)
                        .set(articles.token, (UUID) null)
                        .returning(articles.state, articles.stock, articles.token, articles.twice),
                row(null, null, null, null));
    }

    @Test
    final void insertsARowOfDefaults() {
        Table table = new MetaData()
                .table(
                        "only_defaults",
                        column("id", BIGINT, identity(), primaryKey()),
                        column("stock", INTEGER, serverDefault(9)));
        run(engine.connect(connection -> connection.createAll(table.metadata())));
        expectRows(insert(table).returning(table.all()), row(1L, 9));
        expectChanged(insert(table), 1);
        expectRows(select(count()).from(table), row(2L));
    }

    @Test
    final void returnsWhatItInserted() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(insert(articles)
                                .rows(List.of("a", "b"), (row, title) -> row.set(articles.title, title))
                                .returning(articles.title, articles.stock.plus(1), literal("x")))
                        .all()
                        .map(Row::values)))
                .expectNext(row("a", 8, "x"), row("b", 8, "x"))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void countsTheRowsThatAreReturned() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(articles)
                                .rows(List.of("a", "b"), (row, title) -> row.set(articles.title, title))
                                .returning(articles.id))
                        .rowsUpdated()))
                .expectNext(2L)
                .expectComplete()
                .verify(DEADLINE);
        expectRows(select(count()).from(articles), row(2L));
    }

    @Test
    final void updatesByValuesAndExpressions() {
        expectChanged(insert(articles).rows(List.of("a", "b"), (row, title) -> row.set(articles.title, title)), 2);
        expectChanged(
                update(articles)
                        .set(articles.stock, articles.stock.plus(1))
                        .set(articles.state, articles.title.concat("!"))
                        .where(articles.title.eq("a")),
                1);
        expectRows(
                select(articles.title, articles.stock, articles.state, articles.twice)
                        .orderBy(articles.title),
                row("a", 8, "a!", 16),
                row("b", 7, "draft", 14));
        expectChanged(update(articles).set(articles.stock, (Integer) null), 2);
        expectRows(select(count()).where(articles.stock.isNull()).from(articles), row(2L));
    }

    @Test
    final void updatesByASubquery() {
        expectChanged(insert(articles).rows(List.of("a", "b"), (row, title) -> row.set(articles.title, title)), 2);
        expectChanged(update(articles).set(articles.stock, 40).where(articles.title.eq("b")), 1);
        var other = articles.as("other");
        expectChanged(
                update(articles)
                        .set(
                                articles.stock,
                                scalarSubquery(select(max(other.c(articles.stock)))
                                                .where(other.c(articles.title).ne(articles.title)))
                                        .nullable())
                        .where(articles.title.eq("a")),
                1);
        expectRows(select(articles.stock).where(articles.title.eq("a")), row(40));
    }

    @Test
    final void updatesFillColumnsWithDefaultsOfUpdates() {
        expectChanged(insert(articles).set(articles.title, "a").set(articles.revision, 1), 1);
        expectChanged(update(articles).set(articles.stock, 1), 1);
        expectRows(select(articles.revision, articles.editor, articles.state), row(1001, "editor", "draft"));
        expectChanged(update(articles).set(articles.revision, 5).set(articles.editor, "me"), 1);
        expectRows(select(articles.revision, articles.editor), row(5, "me"));
    }

    @Test
    final void updatesReturnTheRowsAfterThem() {
        expectChanged(insert(articles).rows(List.of("a", "b"), (row, title) -> row.set(articles.title, title)), 2);
        expectRows(
                update(articles)
                        .set(articles.stock, 50)
                        .where(articles.title.eq("b"))
                        .returning(articles.title, articles.stock, articles.twice),
                row("b", 50, 100));
        expectRows(update(articles)
                .set(articles.stock, 51)
                .where(articles.title.eq("nothing"))
                .returning(articles.id));
    }

    @Test
    final void countsTheRowsThatMatchedAndNotThoseThatDiffer() {
        expectChanged(insert(articles).set(articles.title, "a").set(articles.stock, 3), 1);
        expectChanged(update(articles).set(articles.stock, 3).where(articles.title.eq("a")), 1);
        expectChanged(update(articles).set(articles.stock, 3).where(articles.title.eq("z")), 0);
    }

    @Test
    final void deletesRows() {
        expectChanged(insert(articles).rows(List.of("a", "b", "c"), (row, title) -> row.set(articles.title, title)), 3);
        expectChanged(delete(articles).where(articles.title.eq("z")), 0);
        expectRows(
                delete(articles).where(articles.title.eq("a")).returning(articles.title, articles.stock), row("a", 7));
        expectChanged(
                delete(articles)
                        .where(articles.id.in(select(max(articles.as("other").c(articles.id))))),
                1);
        expectChanged(delete(articles), 1);
    }

    @Test
    final void drawsFromASequence() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .scalar(select(articles.numbers.nextValue()))
                        .repeat(1)
                        .buffer(2)
                        .map(drawn -> drawn.get(1) - drawn.get(0))))
                .expectNext(5L)
                .expectComplete()
                .verify(DEADLINE);
        expectChanged(insert(articles).rows(List.of("a", "b"), (row, title) -> row.set(articles.title, title)), 2);
        expectRows(select(count()).where(articles.number.modulo(5L).eq(0L)).from(articles), row(2L));
    }

    @Test
    final void takesParameters() {
        StepVerifier.create(engine.connectMany(connection -> Flux.concat(
                        connection
                                .execute(
                                        insert(articles)
                                                .set(articles.title, param("title", TEXT))
                                                .set(articles.stock, param("stock", INTEGER)),
                                        Parameters.of("title", "a").and("stock", null))
                                .rowsUpdated(),
                        connection
                                .execute(
                                        update(articles)
                                                .set(
                                                        articles.stock,
                                                        param("stock", INTEGER).plus(1))
                                                .where(articles.title.eq(param("title", TEXT))),
                                        Parameters.of("title", "a").and("stock", 10))
                                .rowsUpdated(),
                        connection
                                .execute(
                                        delete(articles).where(articles.stock.eq(param("stock", INTEGER))),
                                        Parameters.of("stock", 11))
                                .rowsUpdated())))
                .expectNext(1L, 1L, 1L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void executesTextThatChangesRows() {
        StepVerifier.create(engine.connectMany(connection -> Flux.concat(
                        changed(connection, "INSERT INTO article (title, stock) VALUES (:title, 1), ('it''s :b', 2)"),
                        changed(connection, "UPDATE article SET stock = 3 WHERE title = :title"),
                        changed(connection, "DELETE FROM article WHERE title <> :title"))))
                .expectNext(2L, 1L, 1L)
                .expectComplete()
                .verify(DEADLINE);
        expectRows(select(articles.title, articles.stock), row("text", 3));
    }

    private static Mono<Long> changed(Connection connection, String sql) {
        return connection.execute(text(sql), Parameters.of("title", "text")).rowsUpdated();
    }

    @Test
    final void scalarOfAChangeGivesTheReturnedValue() {
        RowStatement<Row1<Integer>> statement =
                insert(articles).set(articles.title, "a").returning(articles.stock);
        StepVerifier.create(engine.connect(connection -> connection.scalar(statement)))
                .expectNext(7)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void explainsStatementsThatContradictThemselves() {
        assertThatThrownBy(() -> update(articles).sql(engine.dialect()))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("'article' sets no column")
                .hasMessageContaining("set(column, value)");
        assertThatThrownBy(() -> insert(articles).set(articles.title, "a").set(articles.title, "b"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'title' is set twice");
        assertThatThrownBy(() -> update(articles).set(articles.title, "a").set(articles.title, "b"))
                .hasMessageContaining("'title' is set twice");
        assertThatThrownBy(() -> insert(articles).set(users.name, "a"))
                .hasMessageContaining("'user_account'")
                .hasMessageContaining("'article'");
        assertThatThrownBy(() -> insert(articles)
                        .row(row -> row.set(articles.title, "a"))
                        .row(row -> row.set(articles.stock, 1)))
                .hasMessageContaining("same columns")
                .hasMessageContaining("[title]")
                .hasMessageContaining("[stock]");
        assertThatThrownBy(() -> insert(articles).fromSelect(List.of(articles.title), select(users.name, users.age)))
                .hasMessageContaining("1 columns")
                .hasMessageContaining("has 2");
    }
}
