package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.ResultException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Rows that come from a cursor on the server, with other statements between them. */
@UsesPostgres
class PostgresServerCursorIntegrationTests extends DialectSuite {
    private static final int COUNT = 2_500;
    private static final TextStatement<Row1<Integer>> NUMBERS = numbers("SELECT n FROM generate_series(1, 2500) n");
    private static final TextStatement<Row1<Long>> OPEN_CURSORS = Sql.text(
                    "SELECT count(*) FROM pg_cursors WHERE name LIKE 'cinnabar%'")
            .columns(Types.BIGINT);

    PostgresServerCursorIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    private static TextStatement<Row1<Integer>> numbers(String sql) {
        return Sql.text(sql).columns(Types.INTEGER).option(ExecutionOptions.SERVER_CURSOR, true);
    }

    @Override
    protected EngineOptions options() {
        return EngineOptions.DEFAULT.withMaxBufferedRows(10);
    }

    @BeforeEach
    void givenOneUser() {
        givenUsers(1);
    }

    private Mono<Long> birthday(Connection connection) {
        return connection
                .execute(update(users).set(users.age, users.age.plus(1)))
                .rowsUpdated();
    }

    private static <T> Flux<T> rows(Connection connection, RowStatement<Row1<T>> statement) {
        return connection.execute(statement).all().map(Row1::v1);
    }

    @Test
    void letsOtherStatementsRunBetweenItsRows() {
        StepVerifier.create(engine.beginMany(connection -> rows(connection, NUMBERS)
                        .concatMap(number -> birthday(connection).thenReturn(number))))
                .expectNextSequence(IntStream.rangeClosed(1, COUNT).boxed().toList())
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(connection -> connection.scalar(select(users.age))))
                .expectNext(1 + COUNT)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    void holdsNoMoreThanItsPortionsWhereOtherRowsWouldBeTooMany() {
        TextStatement<Row1<Integer>> without = NUMBERS.option(ExecutionOptions.SERVER_CURSOR, false);
        StepVerifier.create(engine.beginMany(connection -> rows(connection, without)
                                .concatMap(number -> birthday(connection).thenReturn(number)))
                        .then())
                .expectError(ResultException.class)
                .verify(DEADLINE);
    }

    @Test
    void isTheSameForStream() {
        StepVerifier.create(engine.beginMany(connection -> connection.stream(NUMBERS, 7)
                        .concatMap(row -> birthday(connection).thenReturn(row.v1()))
                        .count()))
                .expectNext((long) COUNT)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    void bindsValuesAndFetchesThemInPortions() {
        var recorder = new StatementRecorder();
        Disposable listening = engine.listen(recorder);
        Select<Row1<String>> query = select(users.name)
                .where(users.name.eq("user1").or(users.age.gt(value(100))))
                .option(ExecutionOptions.SERVER_CURSOR, true)
                .option(ExecutionOptions.FETCH_SIZE, 1);
        StepVerifier.create(engine.beginMany(connection -> rows(connection, query)))
                .expectNext("user1")
                .expectComplete()
                .verify(DEADLINE);
        listening.dispose();
        assertThat(recorder.sql()).hasSize(3);
        assertThat(recorder.sql().get(0))
                .startsWith("DECLARE cinnabar_cursor_1 NO SCROLL CURSOR FOR SELECT")
                .contains("$1");
        assertThat(recorder.sql().subList(1, 3))
                .containsExactly("FETCH FORWARD 1 FROM cinnabar_cursor_1", "FETCH FORWARD 1 FROM cinnabar_cursor_1");
    }

    @Test
    void isClosedAfterTheLastRowAndAfterAnEarlyEnd() {
        StepVerifier.create(engine.beginMany(connection -> Flux.concat(
                        rows(connection, NUMBERS).count(),
                        connection.scalar(OPEN_CURSORS),
                        rows(connection, NUMBERS).take(3).count(),
                        connection.scalar(OPEN_CURSORS))))
                .expectNext((long) COUNT, 0L, 3L, 0L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    void severalAreOpenAtATime() {
        TextStatement<Row1<Integer>> three = numbers("SELECT n FROM generate_series(1, 3) n");
        StepVerifier.create(engine.beginMany(connection -> rows(connection, three)
                        .concatMap(outer -> rows(connection, three).map(inner -> outer * 10 + inner))))
                .expectNext(11, 12, 13, 21, 22, 23, 31, 32, 33)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    void survivesASavepointBetweenItsRows() {
        StepVerifier.create(engine.beginMany(connection -> connection.stream(NUMBERS, 2)
                        .take(5)
                        .concatMap(row -> connection
                                .savepoint(inner -> birthday(inner).then(Mono.error(new IllegalStateException("undo"))))
                                .onErrorComplete(IllegalStateException.class)
                                .thenReturn(row.v1()))))
                .expectNext(1, 2, 3, 4, 5)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    void anErrorAmongTheRowsLeavesTheConnectionUsable() {
        TextStatement<Row1<Integer>> failing = numbers("SELECT 10 / (1500 - n) FROM generate_series(1, 2500) n");
        StepVerifier.create(engine.beginMany(connection -> connection
                        .savepointMany(inner -> rows(inner, failing))
                        .count()
                        .onErrorResume(
                                DatabaseException.class,
                                failure -> rows(connection, NUMBERS).count())))
                .expectNext((long) COUNT)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.beginMany(connection -> rows(connection, failing)))
                .expectNextCount(1_000)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("division by zero"))
                .verify(DEADLINE);
    }

    @Test
    void asksForATransaction() {
        StepVerifier.create(engine.connectMany(connection -> rows(connection, NUMBERS)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("A cursor on the server needs an open transaction"))
                .verify(DEADLINE);
    }

    @Test
    void refusesAStatementThatWrites() {
        RowStatement<Row1<Long>> writing = insert(users)
                .set(users.name, "patrick")
                .returning(users.id)
                .option(ExecutionOptions.SERVER_CURSOR, true);
        StepVerifier.create(engine.beginMany(connection -> rows(connection, writing)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STATEMENT_MISUSED)))
                .verify(DEADLINE);
        StepVerifier.create(countUsers()).expectNext(1L).expectComplete().verify(DEADLINE);
    }

    @Test
    void aReaderThatGoesLeavesNothing() {
        Engine small = Engine.create(
                database.url(),
                EngineOptions.DEFAULT.withPool(EngineOptions.DEFAULT.pool().withMaxSize(1)));
        List<Integer> seen = small.beginMany(connection -> rows(connection, NUMBERS)
                        .concatMap(number -> birthday(connection).thenReturn(number)))
                .take(1_200)
                .collectList()
                .blockOptional(DEADLINE)
                .orElseThrow();
        assertThat(seen).hasSize(1_200);
        StepVerifier.create(small.connect(
                        connection -> connection.scalar(OPEN_CURSORS).zipWith(connection.scalar(select(users.age)))))
                .assertNext(after -> {
                    assertThat(after.getT1()).isZero();
                    assertThat(after.getT2()).isEqualTo(1);
                })
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(small.close()).expectComplete().verify(DEADLINE);
    }
}
