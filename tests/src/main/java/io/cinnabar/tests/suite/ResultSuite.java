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
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.MultipleResultsException;
import io.cinnabar.error.NoResultException;
import io.cinnabar.error.ResultException;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a result gives: rows by every access, cardinality, mapping, and rows as they are asked for. */
public abstract class ResultSuite extends DialectSuite {
    private static final int ROWS = 1_000;

    /** A suite on a database. */
    protected ResultSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** A user as a program wants it. */
    public record UserView(long id, String name) {}

    /** A user whose age must be known. */
    public record Aged(long id, int age) {}

    /** A user whose age can be unknown. */
    public record MaybeAged(long id, @Nullable Integer age) {}

    /** A user by the names of the columns. */
    public record NamedUser(String fullname, String name, Integer age) {}

    @BeforeAll
    final void insertUsers() {
        givenUsers(ROWS);
    }

    private Select<Row2<Long, String>> firstUsers(int count) {
        return select(users.id, users.name).where(users.age.le(count)).orderBy(users.age);
    }

    @Test
    final void emitsRowsInOrder() {
        StepVerifier.create(engine.connectMany(
                        connection -> connection.execute(firstUsers(3)).all().map(Row2::v2)))
                .expectNext("user1", "user2", "user3")
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void readsByColumnNameAndPosition() {
        Row row = run(engine.connect(connection -> connection
                .execute(select(users.name, users.age.as("years")).where(users.age.eq(7)))
                .one()));
        assertThat(row.get(users.name)).isEqualTo("user7");
        assertThat(row.get(users.age)).isEqualTo(7);
        assertThat(row.get("years")).isEqualTo(7);
        assertThat(row.get("name", String.class)).isEqualTo("user7");
        assertThat(row.get(0)).isEqualTo("user7");
        assertThat(row.get(1, Integer.class)).isEqualTo(7);
        assertThat(row.names()).containsExactly("name", "years");
        assertThat(row.toMap()).isEqualTo(Map.of("name", "user7", "years", 7));
    }

    @Test
    final void findsTheExpressionsOfEachStatementOfOneStructure() {
        for (int round = 0; round < 2; round++) {
            var total = count();
            Row row = run(engine.connect(
                    connection -> connection.execute(select(total).from(users)).one()));
            assertThat(row.get(total)).isEqualTo(ROWS);
        }
    }

    @Test
    final void explainsAColumnThatIsNotThere() {
        Row row = run(engine.connect(
                connection -> connection.execute(select(users.name).limit(1)).one()));
        assertThatThrownBy(() -> row.get("nmae"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no column 'nmae'")
                .hasMessageContaining("[name]");
        assertThatThrownBy(() -> row.get(users.age)).hasMessageContaining("'age' was not selected");
        assertThatThrownBy(() -> row.get(5)).hasMessageContaining("no position 5");
    }

    @Test
    final void refusesAnAmbiguousName() {
        var other = users.as("other");
        Row row = run(engine.connect(connection -> connection
                .execute(select(users.id, other.c(users.id))
                        .join(other, users.age.eq(other.c(users.age)))
                        .limit(1))
                .one()));
        assertThatThrownBy(() -> row.get("id")).hasMessageContaining("more than one column 'id'");
        assertThat(row.get(users.id)).isEqualTo(row.get(other.c(users.id)));
    }

    @Test
    final void oneDemandsExactlyOneRow() {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(firstUsers(1)).one()))
                .assertNext(row -> assertThat(row.v2()).isEqualTo("user1"))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(firstUsers(0)).one()))
                .expectError(NoResultException.class)
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(firstUsers(2)).one()))
                .expectError(MultipleResultsException.class)
                .verify(DEADLINE);
    }

    @Test
    final void oneOrEmptyTakesNoRow() {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(firstUsers(0)).oneOrEmpty()))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(firstUsers(2)).oneOrEmpty()))
                .expectError(MultipleResultsException.class)
                .verify(DEADLINE);
    }

    @Test
    final void firstStopsEarlyAndLeavesTheConnectionUsable() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(firstUsers(ROWS))
                        .first()
                        .map(Row2::v2)
                        .zipWith(countUsers(connection))))
                .assertNext(both -> {
                    assertThat(both.getT1()).isEqualTo("user1");
                    assertThat(both.getT2()).isEqualTo(ROWS);
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void scalarOfNullOrOfNoRowIsEmpty() {
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(select(users.fullname).where(users.age.eq(1)))))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(select(users.fullname).where(users.age.eq(-1)))))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(select(count()).from(users))))
                .expectNext((long) ROWS)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void scalarsThatMeetNullNameTheColumn() {
        StepVerifier.create(engine.connectMany(
                        connection -> connection.scalars(select(users.fullname).where(users.age.le(3)))))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(ResultException.class)
                        .hasMessageContaining("'fullname' is NULL")
                        .hasMessageContaining("Row1"))
                .verify(DEADLINE);
    }

    @Test
    final void mapsByConstructorAndByName() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(firstUsers(1))
                        .map(row -> row.to(UserView::new))
                        .one()))
                .assertNext(user -> assertThat(user.name()).isEqualTo("user1"))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(users).where(users.age.eq(2)))
                        .into(NamedUser.class)
                        .one()))
                .assertNext(user -> {
                    assertThat(user.name()).isEqualTo("user2");
                    assertThat(user.age()).isEqualTo(2);
                    assertThat(user.fullname()).isNull();
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void explainsARecordThatDoesNotFit() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(users.name).limit(1))
                        .into(NamedUser.class)
                        .one()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .hasMessageContaining("no column for 'fullname'")
                        .hasMessageContaining("NamedUser"))
                .verify(DEADLINE);
    }

    @Test
    final void aPrimitiveRefusesNullAndAnObjectTakesIt() {
        var statement = select(users.id, value(null, INTEGER).as("age")).limit(1);
        StepVerifier.create(engine.connect(connection ->
                        connection.execute(statement).into(Aged.class).one()))
                .expectErrorSatisfies(
                        failure -> assertThat(failure).hasMessageContaining("Column 'age' is NULL, but 'age' of"))
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(connection ->
                        connection.execute(statement).into(MaybeAged.class).one()))
                .assertNext(user -> assertThat(user.age()).isNull())
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    @SuppressWarnings("NullAway") // the mistake is the point
    final void refusesAMapperThatReturnsNull() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(firstUsers(1))
                        .map(row -> row.v1() > 0 ? null : "")
                        .one()))
                .expectErrorSatisfies(failure ->
                        assertThat(((CinnabarException) failure).code()).isEqualTo(ErrorCode.UNEXPECTED_NULL))
                .verify(DEADLINE);
    }

    @Test
    final void givesMapsPartitionsAndDistinctRows() {
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(select(users.name).where(users.age.eq(5)))
                        .mappings()
                        .all()))
                .expectNext(Map.of("name", "user5"))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connectMany(connection ->
                        connection.execute(firstUsers(5)).partitions(2).map(List::size)))
                .expectNext(2, 2, 1)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(select(users.age.modulo(2)).where(users.age.le(9)))
                        .unique()
                        .all()
                        .count()))
                .expectNext(2L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void leavesTheColumnsThatAreWanted() {
        var statement = select(users.id, users.name, users.age.as("years")).where(users.age.eq(5));
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(statement)
                        .columns(users.age, users.name)
                        .one()))
                .assertNext(row -> {
                    assertThat(row.values()).containsExactly(5, "user5");
                    assertThat(row.get(users.name)).isEqualTo("user5");
                    assertThat(row.get("name")).isEqualTo("user5");
                })
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(connection ->
                        connection.execute(statement).columns("years", "id").one()))
                .assertNext(row -> {
                    assertThat(row.names()).containsExactly("years", "id");
                    assertThat(row.get("years")).isEqualTo(5);
                })
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(connection ->
                        connection.execute(statement).columns("nothing").one()))
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("nothing"))
                .verify(DEADLINE);
    }

    @Test
    final void aFrozenResultGivesItsRowsAgain() {
        var recorder = new StatementRecorder();
        reactor.core.Disposable listening = engine.listen(recorder);
        StepVerifier.create(engine.connect(connection -> connection
                                .execute(firstUsers(3))
                                .map(row -> requireNonNull(row.get(0)))
                                .freeze())
                        .flatMap(frozen -> Mono.zip(
                                frozen.all().collectList(), frozen.all().collectList(), frozen.rowsUpdated())))
                .assertNext(twice -> {
                    assertThat(twice.getT1()).hasSize(3).isEqualTo(twice.getT2());
                    assertThat(twice.getT3()).isEqualTo(3);
                })
                .expectComplete()
                .verify(DEADLINE);
        listening.dispose();
        assertThat(recorder.sql()).hasSize(1);
    }

    @Test
    final void aMergedResultGivesTheRowsOfBoth() {
        StepVerifier.create(engine.connectMany(connection -> {
                    var both = connection
                            .execute(select(users.name).where(users.age.eq(2)))
                            .merge(connection.execute(select(users.name).where(users.age.eq(1))));
                    return Flux.concat(
                            both.all().map(row -> row.v1()), both.rowsUpdated().map(String::valueOf));
                }))
                .expectNext("user2", "user1", "2")
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void executesAgainForEachSubscription() {
        StepVerifier.create(engine.connectMany(connection -> {
                    Mono<Long> countRows = connection.scalar(select(count()).from(users));
                    return Flux.concat(
                            countRows,
                            connection
                                    .execute(insert(users).set(users.name, "again"))
                                    .rowsUpdated(),
                            countRows,
                            connection
                                    .execute(io.cinnabar.sql.Sql.delete(users).where(users.name.eq("again")))
                                    .rowsUpdated());
                }))
                .expectNext((long) ROWS, 1L, ROWS + 1L, 1L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void handsRowsOnOnlyAsTheyAreAskedFor() {
        StepVerifier.create(
                        engine.connectMany(connection ->
                                connection.execute(firstUsers(ROWS)).all().map(Row2::v2)),
                        0)
                .thenRequest(2)
                .expectNext("user1", "user2")
                .thenRequest(1)
                .expectNext("user3")
                .thenCancel()
                .verify(DEADLINE);
    }

    @Test
    final void runsANestedQueryForEachRow() {
        for (boolean isConcurrent : List.of(true, false)) {
            StepVerifier.create(engine.connect(connection -> {
                        Flux<Row2<Long, String>> outer =
                                connection.execute(firstUsers(ROWS)).all();
                        Flux<Integer> ages = isConcurrent
                                ? outer.flatMap(row -> ageOf(connection, row.v1()))
                                : outer.concatMap(row -> ageOf(connection, row.v1()));
                        return ages.reduce(0, Integer::sum);
                    }))
                    .expectNext(ROWS * (ROWS + 1) / 2)
                    .expectComplete()
                    .verify(DEADLINE);
        }
    }

    private Mono<Integer> ageOf(io.cinnabar.core.Connection connection, Long id) {
        return connection.scalar(select(users.age).where(users.id.eq(id)));
    }

    @Test
    final void zipsOperationsOfOneConnection() {
        StepVerifier.create(engine.connect(connection -> Mono.zip(
                        connection.scalar(select(users.name).where(users.age.eq(1))),
                        connection.scalar(select(users.name).where(users.age.eq(2))),
                        connection.scalar(select(count()).from(users)))))
                .assertNext(all -> {
                    assertThat(all.getT1()).isEqualTo("user1");
                    assertThat(all.getT2()).isEqualTo("user2");
                    assertThat(all.getT3()).isEqualTo(ROWS);
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void failsTheSecondOperationPastTheBound() {
        var seen = new AtomicInteger();
        io.cinnabar.core.Engine small = io.cinnabar.core.Engine.create(
                database.url(), io.cinnabar.core.EngineOptions.DEFAULT.withMaxBufferedRows(10));
        StepVerifier.create(small.connectMany(connection -> connection
                                .execute(crossProduct())
                                .all()
                                .doOnNext(row -> seen.incrementAndGet())
                                .concatMap(row -> countUsers(connection), 1))
                        .concatWith(small.close().then(Mono.empty())))
                .expectErrorSatisfies(failure -> {
                    assertThat(((CinnabarException) failure).code()).isEqualTo(ErrorCode.BUFFER_EXCEEDED);
                    assertThat(failure).hasMessageContaining("10 of its rows");
                })
                .verify(DEADLINE);
        assertThat(seen).hasValueLessThan(10);
    }

    private Select<Row2<Long, Long>> crossProduct() {
        var other = users.as("other");
        return select(users.id, other.c(users.id)).crossJoin(other);
    }

    @Test
    final void aStreamRefusesASecondOperationAtOnce() {
        StepVerifier.create(engine.connectMany(connection ->
                        connection.stream(crossProduct(), 50).concatMap(row -> countUsers(connection), 1)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("streams its rows")
                        .hasMessageContaining("second connection"))
                .verify(DEADLINE);
    }

    @Test
    final void aStreamGivesEveryRow() {
        StepVerifier.create(engine.connect(
                        connection -> connection.stream(firstUsers(ROWS), 64).count()))
                .expectNext((long) ROWS)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void readsTextStatementsWithAndWithoutTypes() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(text("select id, name from user_account where age = :age")
                                .bind("age", 4)
                                .columns(BIGINT, TEXT))
                        .one()))
                .assertNext(row -> assertThat(row.v2()).isEqualTo("user4"))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(text("select age, name from user_account where age < 3 order by age"))
                        .all()
                        .map(Row::values)
                        .collectList()))
                .expectNext(List.of(List.of(1, "user1"), List.of(2, "user2")))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void selectsFromNothing() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(literal(1), value("text"), literal("it's")))
                        .one()))
                .assertNext(row -> assertThat(row.values()).containsExactly(1, "text", "it's"))
                .expectComplete()
                .verify(DEADLINE);
    }
}
