package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.FailedStatement;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.spi.Wrapped;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What an error of the database knows of the statement that it came from. */
public abstract class FailureSuite extends DialectSuite {
    private static final String SECRET = "canary-9d02";

    /** A suite on a database. */
    protected FailureSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void insertUsers() {
        givenUsers(3);
    }

    private static DatabaseException failure(Engine asked, Function<Connection, ? extends Publisher<?>> work) {
        var found = new AtomicReference<DatabaseException>();
        StepVerifier.create(asked.connectMany(connection -> (Publisher<?>) work.apply(connection)))
                .thenConsumeWhile(element -> true)
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOf(DatabaseException.class);
                    found.set((DatabaseException) failure);
                })
                .verify(DEADLINE);
        PoolProbe.expectIdle(asked, DEADLINE);
        return requireNonNull(found.get());
    }

    private static FailedStatement statement(DatabaseException failure) {
        return requireNonNull(failure.statement());
    }

    private void withOpenEngine(Consumer<Engine> use) {
        Engine open = Engine.create(database.url(), EngineOptions.DEFAULT.showBindValues());
        use.accept(open);
        StepVerifier.create(open.close()).expectComplete().verify(DEADLINE);
    }

    private List<Parameters> names(int count, int wrong) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> Parameters.of(users.name, number == wrong ? "user2" : SECRET + number)
                        .and(users.age, number))
                .toList();
    }

    @Test
    final void anErrorKnowsItsParametersOnlyWhereTheyMayBeShown() {
        Function<Connection, Mono<?>> twice = connection -> connection
                .execute(insert(users).set(users.name, SECRET).set(users.age, 7))
                .then()
                .then(connection
                        .execute(insert(users).set(users.name, SECRET).set(users.age, 8))
                        .rowsUpdated());
        DatabaseException hidden = failure(engine, twice);
        assertThat(hidden).isInstanceOf(UniqueViolationException.class);
        assertThat(hidden.sql()).startsWith("INSERT INTO user_account");
        assertThat(statement(hidden).parameters()).isNull();
        assertThat(statement(hidden).parameterCount()).isEqualTo(2);
        assertThat(statement(hidden).isBatch()).isFalse();
        assertThat(hidden.toString() + hidden.statement()).doesNotContain(SECRET);
        assertThat(hidden.isConnectionLost()).isFalse();
        givenUsers(0);
        withOpenEngine(open -> {
            DatabaseException shown = failure(open, twice);
            assertThat(statement(shown).parameters()).containsExactly(SECRET, 8);
            assertThat(shown).hasMessageEndingWith("; parameters [" + SECRET + ", 8] [DBE-002]");
            assertThat(String.valueOf(shown.statement())).doesNotContain(SECRET);
        });
    }

    @Test
    final void longParametersAreShortenedInTheMessage() {
        withOpenEngine(open -> {
            DatabaseException failure = failure(
                    open,
                    connection -> connection
                            .execute(insert(users).set(users.name, "user1").set(users.fullname, "long ".repeat(2_000)))
                            .rowsUpdated());
            assertThat(statement(failure).parameters()).contains("long ".repeat(2_000));
            assertThat(failure).hasMessageContaining("10000 characters");
            assertThat(failure.getMessage()).hasSizeLessThan(1_500);
        });
    }

    @Test
    final void anErrorOfAQueryKnowsItsParameters() {
        var statement = text("SELECT 1 / :divisor").bind("divisor", 0).columns(INTEGER);
        DatabaseException failure = failure(engine, connection -> connection.scalar(statement));
        assertThat(statement(failure).parameterCount()).isEqualTo(1);
        assertThat(statement(failure).parameters()).isNull();
        assertThat(statement(failure(
                                engine,
                                connection ->
                                        connection.execute(text("SELEKT 1")).all()))
                        .parameterCount())
                .isZero();
    }

    @Test
    final void anErrorOfABatchKnowsTheRowsThatMayHaveCausedIt() {
        DatabaseException whole = failure(
                engine,
                connection -> connection.executeMany(insert(users), names(8, 7)).rowsUpdated());
        assertThat(statement(whole))
                .isEqualTo(new FailedStatement(null, statement(whole).parameterCount(), 8, 1, 8));
        assertThat(whole).hasMessageContaining("one of the rows 1 to 8 of 8");
        DatabaseException paged = failure(
                engine,
                connection -> connection
                        .withOption(ExecutionOptions.PAGE_SIZE, 4)
                        .executeMany(insert(users), names(10, 7))
                        .rowsUpdated());
        assertThat(statement(paged).isBatch()).isTrue();
        assertThat(paged).hasMessageContaining("one of the rows 5 to 8 of 10");
        assertThat(paged.getMessage()).doesNotContain(SECRET);
    }

    @Test
    final void anErrorOfABatchKnowsTheRowWhereRowsAreSentOneByOne() {
        DatabaseException inserted = failure(
                engine,
                connection -> connection
                        .withOption(ExecutionOptions.PAGE_SIZE, 1)
                        .executeMany(insert(users), names(10, 7))
                        .rowsUpdated());
        assertThat(statement(inserted).rowCount()).isEqualTo(10);
        assertThat(statement(inserted).firstRow()).isEqualTo(7);
        assertThat(statement(inserted).lastRow()).isEqualTo(7);
        assertThat(inserted).hasMessageContaining("; row 7 of 10 [");
        DatabaseException returned = failure(
                engine,
                connection -> connection
                        .withOption(ExecutionOptions.PAGE_SIZE, 1)
                        .executeMany(insert(users).returning(users.id), names(10, 7))
                        .all());
        assertThat(returned).hasMessageContaining("; row 7 of 10 [");
    }

    @RepeatedTest(20) // the driver of H2 reports the error before or after the results before it
    final void anErrorOfARepeatedChangeKnowsItsRow() {
        var rename = update(users).set(users.name, param("to", TEXT)).where(users.name.eq(param("of", TEXT)));
        List<Parameters> rows = List.of(
                Parameters.of("of", "nobody").and("to", SECRET),
                Parameters.of("of", "user1").and("to", "user9"),
                Parameters.of("of", "user3").and("to", "user2"),
                Parameters.of("of", "user9").and("to", "user1"));
        DatabaseException hidden = failure(
                engine, connection -> connection.executeMany(rename, rows).rowsUpdated());
        assertThat(hidden).isInstanceOf(UniqueViolationException.class).hasMessageContaining("; row 3 of 4 [");
        withOpenEngine(open -> {
            DatabaseException shown = failure(
                    open, connection -> connection.executeMany(rename, rows).rowsUpdated());
            assertThat(shown).isInstanceOf(UniqueViolationException.class);
            assertThat(statement(shown).parameters()).containsExactly("user2", "user3");
            assertThat(shown).hasMessageContaining("; parameters [user2, user3]; row 3 of 4 [");
        });
    }

    /** Ends the connection under the engine, as a server or a network does. */
    private static Mono<Void> cut(Connection connection) {
        return connection.withDriverConnection(driver -> raw(driver).close()).then();
    }

    private static io.r2dbc.spi.Connection raw(io.r2dbc.spi.Connection driver) {
        return driver instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof io.r2dbc.spi.Connection inner
                ? raw(inner)
                : driver;
    }

    @Test
    final void anErrorOfALostConnectionSaysSo() {
        Engine own = Engine.create(database.url());
        StepVerifier.create(own.connect(connection -> cut(connection).then(connection.scalar(select(literal(1))))))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(DatabaseException.class, lost -> {
                            assertThat(lost.isConnectionLost()).isTrue();
                            assertThat(lost.isRetryable()).isTrue();
                            assertThat(statement(lost).parameterCount()).isZero();
                        }))
                .verify(DEADLINE);
        StepVerifier.create(own.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void aRollbackThatFailsIsKeptBesideTheErrorThatCausedIt() {
        Engine own = Engine.create(database.url());
        StepVerifier.create(own.begin(
                        connection -> cut(connection).then(Mono.error(new IllegalStateException("the work failed")))))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("the work failed");
                    assertThat(failure.getSuppressed()).hasSize(1).allMatch(CinnabarException.class::isInstance);
                })
                .verify(DEADLINE);
        StepVerifier.create(own.begin(connection -> cut(connection)
                        .then(connection
                                .execute(insert(users).set(users.name, "never"))
                                .rowsUpdated())))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure)
                            .isInstanceOfSatisfying(
                                    DatabaseException.class,
                                    lost -> assertThat(lost.isConnectionLost()).isTrue());
                    assertThat(failure.getSuppressed()).anyMatch(CinnabarException.class::isInstance);
                })
                .verify(DEADLINE);
        StepVerifier.create(own.close()).expectComplete().verify(DEADLINE);
        StepVerifier.create(countUsers()).expectNext(3L).expectComplete().verify(DEADLINE);
    }
}
