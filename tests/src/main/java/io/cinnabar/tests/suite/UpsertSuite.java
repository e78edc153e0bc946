package io.cinnabar.tests.suite;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.defaultFrom;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.onUpdateFrom;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.excluded;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.JSON;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.TIMESTAMP_WITH_TIME_ZONE;
import static io.cinnabar.type.Types.enumeration;
import static io.cinnabar.type.Types.numeric;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.dialect.Capability;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Json;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Inserts that say what to do about a row that is there already. */
public abstract class UpsertSuite extends DialectSuite {
    private static final class Pages extends Table {
        final NumericColumn<Long> id = column("id", BIGINT, identity(), primaryKey());
        final TextColumn path = column("path", TEXT, unique());
        final TextColumn title = column("title", TEXT);
        final NumericColumn<Integer> hits = column("hits", INTEGER);
        final TextColumn editor = column("editor", TEXT, defaultFrom(() -> "author"), onUpdateFrom(() -> "editor"));
        final Column<UUID> token = column("token", io.cinnabar.type.Types.UUID, unique());

        Pages(MetaData metadata) {
            super("page", metadata);
        }
    }

    /** Has an index over an expression, which not every database can have. */
    private static final class IndexedPages extends Table {
        final TextColumn path = column("path", TEXT, unique());
        final TextColumn title = column("title", TEXT);
        final NumericColumn<Integer> hits = column("hits", INTEGER);

        IndexedPages(MetaData metadata) {
            super("indexed_page", metadata);
            uniqueIndex("ix_indexed_page_title", lower(title));
        }
    }

    private final Pages pages = new Pages(metadata);
    private final Table kinds = metadata.table(
            "kind",
            column("mood", enumeration(Mood.class, "kind_mood"), primaryKey()),
            column("at", TIMESTAMP_WITH_TIME_ZONE, primaryKey()),
            column("price", numeric(10, 2)),
            column("facts", JSON),
            column("words", TEXT.array()));

    /** A suite on a database. */
    protected UpsertSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void givenAPage() {
        run(engine.connect(connection -> connection
                .execute(delete(pages))
                .then()
                .then(connection.execute(delete(kinds)).then())
                .then(connection
                        .execute(insert(pages)
                                .set(pages.path, "/")
                                .set(pages.title, "home")
                                .set(pages.hits, 5))
                        .then())));
    }

    private Insert page(String path) {
        return insert(pages)
                .set(pages.path, path)
                .set(pages.title, "title of " + path)
                .set(pages.hits, 1);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private void expectPages(List<?>... expected) {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(pages.path, pages.title, pages.hits, pages.editor)
                                .orderBy(pages.path))
                        .all()
                        .<List<?>>map(Row::values)
                        .collectList()))
                .assertNext(found -> assertThat(found).containsExactly(expected))
                .expectComplete()
                .verify(DEADLINE);
    }

    private void expectChanged(Insert insert, long rows) {
        StepVerifier.create(
                        engine.connect(connection -> connection.execute(insert).rowsUpdated()))
                .expectNext(rows)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void leavesARowAlone() {
        expectChanged(page("/").onConflict(pages.path).doNothing(), 0);
        expectChanged(page("/a").onConflict(pages.path).doNothing(), 1);
        expectPages(row("/", "home", 5, "author"), row("/a", "title of /a", 1, "author"));
    }

    @Test
    final void changesARow() {
        expectChanged(
                page("/")
                        .onConflict(pages.path)
                        .doUpdate(update -> update.set(pages.hits, pages.hits.plus(excluded(pages.hits)))
                                .set(pages.title, excluded(pages.title).concat("!"))),
                1);
        expectPages(row("/", "title of /!", 6, "editor"));
    }

    @Test
    final void changesARowOnlyUnderItsCondition() {
        Function<Integer, Insert> upsert = limit -> page("/")
                .onConflict(pages.path)
                .doUpdate(update -> update.set(pages.title, "seen")
                        .where(pages.hits.lt(limit).or(pages.title.isNull())));
        expectChanged(upsert.apply(5), 0);
        expectPages(row("/", "home", 5, "author"));
        expectChanged(upsert.apply(6), 1);
        expectPages(row("/", "seen", 5, "editor"));
    }

    @Test
    final void takesSeveralRows() {
        expectChanged(
                insert(pages)
                        .rows(
                                List.of("/", "/a", "/b"),
                                (row, path) -> row.set(pages.path, path).set(pages.hits, 1))
                        .onConflict(pages.path)
                        .doUpdate(pages.hits),
                3);
        expectPages(row("/", "home", 1, "editor"), row("/a", null, 1, "author"), row("/b", null, 1, "author"));
    }

    @Test
    final void takesTheRowsOfAQuery() {
        expectChanged(page("/a").onConflict(pages.path).doNothing(), 1);
        expectChanged(
                insert(pages)
                        .fromSelect(
                                List.of(pages.path, pages.hits), select(pages.path.concat("a"), pages.hits.plus(10)))
                        .onConflict(pages.path)
                        .doUpdate(pages.hits),
                2);
        expectPages(row("/", "home", 5, "author"), row("/a", "title of /a", 15, "editor"), row("/aa", null, 11, null));
    }

    @Test
    final void insertsRowsWhoseKeyIsNull() {
        Insert insert = insert(pages)
                .setNull(pages.path)
                .set(pages.hits, 1)
                .onConflict(pages.path)
                .doNothing();
        expectChanged(insert, 1);
        expectChanged(insert, 1);
    }

    @Test
    final void carriesValuesOfEveryKind() {
        var at = OffsetDateTime.of(2026, 5, 1, 12, 0, 0, 0, ZoneOffset.UTC);
        for (String word : List.of("first", "second")) {
            expectChanged(
                    insert(kinds)
                            .set(kinds.c("mood", Mood.class), Mood.values()[0])
                            .set(kinds.c("at", OffsetDateTime.class), at)
                            .set(kinds.c("price", BigDecimal.class), new BigDecimal("1.50"))
                            .set(kinds.c("facts", Json.class), Json.of("{\"a\":\"" + word + "\"}"))
                            .set(words(), List.of(word, "x"))
                            .onConflict(kinds.column("mood"), kinds.column("at"))
                            .doUpdate(kinds.column("facts"), kinds.column("words"), kinds.column("price")),
                    1);
        }
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(select(List.of(words(), kinds.column("price"))))
                        .all()
                        .map(Row::values)))
                .expectNext(List.of(List.of("second", "x"), new BigDecimal("1.50")))
                .expectComplete()
                .verify(DEADLINE);
    }

    @SuppressWarnings("unchecked") // declared as an array of text
    private Column<List<String>> words() {
        return (Column<List<String>>) kinds.column("words");
    }

    @Test
    final void returnsTheRowsThatItInsertedOrChanged() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .scalar(select(pages.id))
                        .flatMapMany(id -> Flux.concat(
                                connection
                                        .execute(page("/")
                                                .onConflict(pages.path)
                                                .doUpdate(pages.hits)
                                                .returningKey())
                                        .all()
                                        .map(row -> String.valueOf(id.equals(row.get(pages.id)))),
                                connection
                                        .execute(page("/")
                                                .onConflict(pages.path)
                                                .doNothing()
                                                .returning(pages.hits))
                                        .all()
                                        .map(row -> "conflict " + row.v1()),
                                connection
                                        .execute(page("/n")
                                                .onConflict(pages.path)
                                                .doNothing()
                                                .returning(pages.title))
                                        .all()
                                        .map(row -> row.v1())))))
                .expectNext("true", "title of /n")
                .expectComplete()
                .verify(DEADLINE);
    }

    private static List<Parameters> batch(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> Parameters.of("path", "/" + number).and("hits", number))
                .toList();
    }

    private <T> List<StatementEvent> recorded(Function<Connection, Mono<T>> work) {
        var recorder = new StatementRecorder();
        Disposable listening = engine.listen(recorder);
        try {
            run(engine.connect(work::apply));
        } finally {
            listening.dispose();
        }
        return recorder.events();
    }

    @Test
    final void takesManyRows() {
        expectChanged(page("/3").onConflict(pages.path).doNothing(), 1);
        List<StatementEvent> events = recorded(connection -> connection
                .executeMany(insert(pages).onConflict(pages.path).doUpdate(pages.hits), batch(0, 1_000))
                .rowsUpdated()
                .doOnNext(rows -> assertThat(rows).isEqualTo(1_000)));
        if (engine.dialect().supports(Capability.UPSERT_BY_CONSTRAINT)) {
            assertThat(events).hasSize(1);
            assertThat(events.get(0).sql()).contains("unnest(", "ON CONFLICT (path) DO UPDATE");
        }
        StepVerifier.create(engine.connectMany(connection -> connection.scalars(select(pages.hits.nullable())
                        .where(pages.path.in("/3", "/999"))
                        .orderBy(pages.hits))))
                .expectNext(3, 999)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void returnsManyRowsInTheirOrder() {
        expectChanged(page("/700").onConflict(pages.path).doNothing(), 1);
        List<StatementEvent> events = recorded(connection -> connection
                .executeMany(
                        insert(pages)
                                .onConflict(pages.path)
                                .doUpdate(pages.hits)
                                .returning(pages.hits, pages.id),
                        batch(0, 1_000))
                .all()
                .map(row -> row.v1())
                .collectList()
                .doOnNext(hits -> assertThat(hits)
                        .isEqualTo(IntStream.range(0, 1_000).boxed().toList())));
        if (engine.dialect().supports(Capability.UPSERT_BY_CONSTRAINT)) {
            assertThat(events).hasSize(1);
        }
    }

    @Test
    final void returnsThoseOfManyRowsThatWereNotThere() {
        run(engine.connect(connection ->
                connection.executeMany(insert(pages), batch(10, 20)).rowsUpdated()));
        StepVerifier.create(engine.connectMany(connection -> connection
                        .executeMany(
                                insert(pages).onConflict(pages.path).doNothing().returning(pages.hits), batch(8, 22))
                        .all()
                        .map(row -> String.valueOf(row.v1()))))
                .expectNext("8", "9", "20", "21")
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void leavesRepeatedRowsOfABatchOut() {
        List<Parameters> rows = IntStream.range(0, 100)
                .mapToObj(number -> Parameters.of("path", "/" + number % 10).and("hits", number))
                .toList();
        StepVerifier.create(engine.connect(connection -> connection
                        .executeMany(insert(pages).onConflict(pages.path).doNothing(), rows)
                        .rowsUpdated()))
                .expectNext(10L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void drawsParametersOfTheUpdateForEachRow() {
        StepVerifier.create(engine.connect(connection -> connection
                        .executeMany(
                                insert(pages)
                                        .onConflict(pages.path)
                                        .doUpdate(update ->
                                                update.set(pages.hits, pages.hits.plus(param("step", INTEGER)))),
                                List.of(
                                        Parameters.of("path", "/").and("step", 10),
                                        Parameters.of("path", "/new").and("step", 20),
                                        Parameters.of("path", "/").and("step", 30)))
                        .rowsUpdated()))
                .expectNext(3L)
                .expectComplete()
                .verify(DEADLINE);
        expectPages(row("/", "home", 45, "editor"), row("/new", null, null, "author"));
    }

    @Test
    final void failsOnAnotherKey() {
        UUID token = UUID.randomUUID();
        Insert insert = insert(pages).set(pages.token, token);
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(insert.set(pages.path, "/1"))
                        .then()
                        .thenMany(connection
                                .execute(insert.set(pages.path, "/2")
                                        .onConflict(pages.path)
                                        .doNothing())
                                .rowsUpdated()
                                .onErrorResume(UniqueViolationException.class, failure -> Mono.just(-1L))
                                .concatWith(connection
                                        .execute(insert.set(pages.path, "/1")
                                                .onConflict(pages.path)
                                                .doNothing())
                                        .rowsUpdated()))))
                .expectNext(-1L, 0L)
                .expectComplete()
                .verify(DEADLINE);
    }

    /** A row can be changed once by a statement; which error says so depends on how the database finds out. */
    @Test
    final void refusesToChangeARowTwiceInOneStatement() {
        Insert twice = insert(pages)
                .rows(List.of(1, 2), (row, hits) -> row.set(pages.path, "/").set(pages.hits, hits))
                .onConflict(pages.path)
                .doUpdate(pages.hits);
        ErrorCode code = engine.dialect().supports(Capability.UPSERT_BY_CONSTRAINT)
                ? ErrorCode.KEY_REPEATED
                : ErrorCode.UNIQUE_VIOLATION;
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(twice)
                        .rowsUpdated()
                        .onErrorResume(CinnabarException.class, failure -> {
                            assertThat(failure.code()).isEqualTo(code);
                            return Mono.just(-1L);
                        })
                        .concatWith(connection.execute(page("/x")).rowsUpdated())))
                .expectNext(-1L, 1L)
                .expectComplete()
                .verify(DEADLINE);
        expectPages(row("/", "home", 5, "author"), row("/x", "title of /x", 1, "author"));
    }

    @Test
    final void tellsKeysByConstraintsAndIndexes() {
        if (!engine.dialect().supports(Capability.UPSERT_BY_CONSTRAINT)) {
            StepVerifier.create(engine.connect(connection ->
                            connection.execute(page("/").onConflictDoNothing()).rowsUpdated()))
                    .expectError(UnsupportedCompilationException.class)
                    .verify(DEADLINE);
            return;
        }
        var indexed = new IndexedPages(new MetaData());
        run(engine.connect(connection -> connection.createAll(indexed.metadata())));
        Insert page = insert(indexed).set(indexed.path, "/").set(indexed.title, "Home");
        StepVerifier.create(engine.connectMany(connection -> Flux.just(
                                page.onConflictDoNothing(),
                                page.onConflictDoNothing(),
                                page.onConstraintConflict("uq_indexed_page_path")
                                        .doNothing(),
                                page.set(indexed.hits, 3)
                                        .onConstraintConflict("uq_indexed_page_path")
                                        .doUpdate(indexed.hits),
                                insert(indexed)
                                        .set(indexed.title, "HOME")
                                        .onConflict(lower(indexed.title))
                                        .doNothing())
                        .concatMap(each -> connection.execute(each).rowsUpdated())))
                .expectNext(1L, 0L, 0L, 1L, 0L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void explainsAKeyThatIsNone() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(page("/").onConflict(pages.hits).doNothing())
                        .rowsUpdated()
                        .onErrorResume(CinnabarException.class, failure -> {
                            assertThat(failure.code()).isIn(ErrorCode.BAD_SQL, ErrorCode.UNSUPPORTED);
                            return Mono.just(-1L);
                        })
                        .concatWith(connection.execute(page("/x")).rowsUpdated())))
                .expectNext(-1L, 1L)
                .expectComplete()
                .verify(DEADLINE);
    }
}
