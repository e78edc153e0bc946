package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Schema;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is logged, and what never is. */
public abstract class LogSuite extends DialectSuite {
    private static final String SECRET = "canary-41b8";

    /** A suite on a database. */
    protected LogSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void deleteUsers() {
        givenUsers(2);
        engine.clearCompiledStatements();
    }

    private void execute(Engine logged, Function<Connection, Mono<?>> work) {
        StepVerifier.create(logged.connect(connection -> work.apply(connection).then()))
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(logged, DEADLINE);
    }

    @Test
    final void logsStatementsAtDebug() {
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.DEBUG)) {
            for (int age = 1; age <= 2; age++) {
                int current = age;
                execute(
                        engine,
                        connection -> connection
                                .withOption(ExecutionOptions.LABEL, "people")
                                .execute(select(users.name).where(users.age.le(current)))
                                .all()
                                .then());
            }
            String sql = select(users.name).where(users.age.le(1)).sql(engine.dialect());
            assertThat(log.messages(Level.DEBUG))
                    .anySatisfy(line -> assertThat(line).contains("[people]", sql, "compiled"))
                    .anySatisfy(line -> assertThat(line).contains("[people]", sql, "cached"))
                    .anySatisfy(line -> assertThat(line).matches("(?s).*\\b1 row in \\d+\\.\\d+ ms.*"))
                    .anySatisfy(line -> assertThat(line).matches("(?s).*\\b2 rows in \\d+\\.\\d+ ms.*"));
        }
    }

    @Test
    final void tellsOfTheLifeOfAConnection() {
        try (LogCapture log = LogCapture.of("io.cinnabar.pool", Level.DEBUG)) {
            Engine named = Engine.create(database.url(), EngineOptions.DEFAULT.withName("life"));
            execute(named, Connection::invalidate);
            run(named.close());
            List<String> lines = log.messages(Level.DEBUG).stream()
                    .filter(line -> line.startsWith("life: "))
                    .toList();
            assertThat(lines).hasSize(5);
            assertThat(lines.get(0)).isEqualTo("life: a connection was opened");
            assertThat(lines.get(1)).isEqualTo("life: a connection was taken");
            assertThat(lines.get(2)).isEqualTo("life: a connection is given up: its user has given it up");
            assertThat(lines.get(3)).matches("life: a connection was closed after \\d+ s");
            assertThat(lines.get(4)).matches("life: a connection goes back after \\d+ ms");
        }
    }

    @Test
    final void logsNothingAboveDebug() {
        try (LogCapture log = LogCapture.of("io.cinnabar", Level.INFO)) {
            execute(
                    engine,
                    connection -> connection
                            .execute(select(users.name))
                            .all()
                            .then(connection
                                    .executeMany(insert(users), List.of("x"), (row, name) -> row.set(users.name, name))
                                    .then()));
            assertThat(log.entries()).isEmpty();
        }
    }

    @Test
    final void logsBatchesAndSchemaStatements() {
        var logged = new MetaData();
        logged.table("logged_table", Schema.column("id", INTEGER));
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.DEBUG)) {
            execute(
                    engine,
                    connection -> connection
                            .executeMany(insert(users), List.of("x", "y"), (row, name) -> row.set(users.name, name))
                            .then()
                            .then(connection.createAll(logged))
                            .then(connection.dropAll(logged)));
            assertThat(log.messages())
                    .anySatisfy(line -> assertThat(line).contains("INSERT INTO user_account", "2 rows"))
                    .anySatisfy(line -> assertThat(line).contains("CREATE TABLE logged_table"))
                    .anySatisfy(line -> assertThat(line).contains("DROP TABLE logged_table"));
        }
    }

    @Test
    final void logsStatementsThatFail() {
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.DEBUG)) {
            StepVerifier.create(engine.connect(
                            connection -> connection.execute(text("SELEKT 1")).one()))
                    .expectError(CinnabarException.class)
                    .verify(DEADLINE);
            PoolProbe.expectIdle(engine, DEADLINE);
            assertThat(log.messages())
                    .anySatisfy(line -> assertThat(line).contains("SELEKT 1"))
                    .anySatisfy(line -> assertThat(line).contains("failed"));
            assertThat(log.messages(Level.WARN)).isEmpty();
            assertThat(log.messages(Level.ERROR)).isEmpty();
        }
    }

    /** Sends a secret by every way in which a value can travel. */
    private Flux<?> sendSecret(Connection connection) {
        var parameter = select(users.id).where(users.name.eq(param("name", TEXT)));
        List<Parameters> rows = List.of(
                Parameters.of(users.name, SECRET + 1).and(users.fullname, SECRET),
                Parameters.of(users.name, SECRET + 2).and(users.fullname, null));
        return Flux.concat(
                connection.scalar(select(value(SECRET))),
                connection.execute(parameter, Parameters.of("name", SECRET)).all(),
                connection
                        .execute(select(users.id).where(users.name.in(List.of(SECRET, "a"))))
                        .all(),
                connection.execute(insert(users).set(users.name, SECRET)).rowsUpdated(),
                connection.executeMany(insert(users), rows).rowsUpdated(),
                connection
                        .executeMany(
                                update(users)
                                        .set(users.fullname, param("to", TEXT))
                                        .where(users.name.eq(SECRET)),
                                List.of(Parameters.of("to", SECRET), Parameters.of("to", SECRET + 3)))
                        .rowsUpdated(),
                connection.execute(select(users.name)).all());
    }

    /** Statements that the database refuses because of a secret value. */
    private List<Function<Connection, Mono<?>>> refusedSecrets() {
        String twice = SECRET + " twice";
        return List.of(
                connection -> connection
                        .execute(insert(users).set(users.name, twice))
                        .then()
                        .then(connection
                                .execute(insert(users).set(users.name, twice))
                                .then()),
                connection -> connection
                        .execute(insert(users).set(users.name, SECRET.repeat(10)))
                        .then(),
                connection ->
                        connection.execute(select(cast(value(SECRET), INTEGER))).one(),
                connection -> connection
                        .execute(text("SELECT CAST(:it AS DATE)").bind("it", SECRET))
                        .one(),
                connection -> connection
                        .execute(insert(users).set(users.name, SECRET + "\uD83D"))
                        .then(),
                connection -> connection
                        .executeMany(
                                insert(users),
                                List.of(Parameters.of("name", "a").and("age", SECRET)))
                        .then(),
                connection -> connection
                        .execute(text("SELECT :it / 0").bind("it", SECRET))
                        .one());
    }

    @Test
    final void neverLogsAValueByItself() {
        try (LogCapture log = LogCapture.of("io.cinnabar", Level.TRACE)) {
            execute(engine, connection -> sendSecret(connection).then());
            assertThat(log.messages()).anySatisfy(line -> assertThat(line).contains("hidden", "showBindValues"));
            assertThat(log.entries().toString()).doesNotContain(SECRET);
        }
    }

    @Test
    final void noLoggerOfADriverTellsAValueAtInfo() {
        try (LogCapture log = LogCapture.of("io", Level.INFO)) {
            execute(engine, connection -> sendSecret(connection).then());
            assertThat(log.entries().toString()).doesNotContain(SECRET);
        }
    }

    @Test
    final void noErrorTellsAValue() {
        try (LogCapture log = LogCapture.of("io.cinnabar", Level.TRACE)) {
            for (Function<Connection, Mono<?>> work : refusedSecrets()) {
                StepVerifier.create(engine.connect(
                                connection -> work.apply(connection).then()))
                        .expectErrorSatisfies(failure -> {
                            assertThat(failure).isInstanceOf(CinnabarException.class);
                            var text = new StringWriter();
                            failure.printStackTrace(new PrintWriter(text));
                            assertThat(text.toString()).doesNotContain(SECRET);
                        })
                        .verify(DEADLINE);
            }
            PoolProbe.expectIdle(engine, DEADLINE);
            assertThat(log.entries().toString()).doesNotContain(SECRET);
        }
    }

    @Test
    final void showsValuesWhereItWasToldTo() {
        Engine open = Engine.create(database.url(), EngineOptions.DEFAULT.showBindValues());
        try (LogCapture log = LogCapture.of("io.cinnabar.sql.binds", Level.TRACE)) {
            execute(
                    open,
                    connection ->
                            connection.execute(select(value(SECRET), value(7))).one());
            execute(open, connection -> connection.scalar(select(value("long ".repeat(2_000)))));
            execute(
                    open,
                    connection -> connection.scalar(select(count())
                            .from(users)
                            .where(users.age.in(
                                    IntStream.range(0, 5_000).boxed().toList()))));
            assertThat(log.messages()).anySatisfy(line -> assertThat(line).contains(SECRET));
            assertThat(log.messages()).anySatisfy(line -> assertThat(line).contains("10000 characters"));
            assertThat(log.messages()).allSatisfy(line -> assertThat(line).hasSizeLessThan(4_000));
        }
        StepVerifier.create(open.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void warnsOfACartesianProduct() {
        var other = users.as("other");
        var product = select(users.name, other.c(users.name)).from(users, other);
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.WARN)) {
            execute(engine, connection -> connection.execute(product).all().then());
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("cartesian product", "user_account", "other", "crossJoin", "[SQL-013]");
            log.clear();
            execute(engine, connection -> connection.execute(product).all().then());
            execute(
                    engine,
                    connection -> connection
                            .execute(select(users.name).crossJoin(users.as("meant")))
                            .all()
                            .then(connection
                                    .execute(product.where(users.id.eq(other.c(users.id))))
                                    .all()
                                    .then()));
            assertThat(log.messages(Level.WARN)).isEmpty();
        }
    }

    @Test
    final void doesNotWarnOfACartesianProductWhereItWasToldNotTo() {
        Engine quiet = Engine.create(database.url(), EngineOptions.DEFAULT.ignoreCartesianProducts());
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.WARN)) {
            execute(
                    quiet,
                    connection -> connection
                            .execute(select(users.name, literal(1)).from(users, users.as("other")))
                            .all()
                            .then());
            assertThat(log.entries()).isEmpty();
        }
        StepVerifier.create(quiet.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void makesErrorsOfWarningsWhereItWasToldTo() {
        Engine strict = Engine.create(database.url(), EngineOptions.DEFAULT.raiseWarnings());
        var product = select(users.name).from(users, users.as("other"));
        try (LogCapture log = LogCapture.of("io.cinnabar", Level.WARN)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                StepVerifier.create(strict.connect(
                                connection -> connection.execute(product).then()))
                        .expectErrorSatisfies(failure -> assertThat(failure)
                                .isInstanceOfSatisfying(
                                        CompilationException.class,
                                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CARTESIAN_PRODUCT))
                                .hasMessageContaining("crossJoin"))
                        .verify(DEADLINE);
            }
            execute(
                    strict,
                    connection -> connection
                            .execute(select(users.name).crossJoin(users.as("meant")))
                            .then());
            assertThat(log.entries()).isEmpty();
        }
        StepVerifier.create(strict.close()).expectComplete().verify(DEADLINE);
        Engine both = Engine.create(
                database.url(), EngineOptions.DEFAULT.raiseWarnings().ignoreCartesianProducts());
        execute(both, connection -> connection.execute(product).then());
        StepVerifier.create(both.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void logsRowsAtTrace() {
        var byAge = select(users.id, users.name).where(users.age.le(2)).orderBy(users.age);
        Engine open = Engine.create(database.url(), EngineOptions.DEFAULT.showBindValues());
        try (LogCapture log = LogCapture.of("io.cinnabar.sql.rows", Level.TRACE)) {
            execute(open, connection -> connection.execute(byAge).then());
            assertThat(log.messages()).hasSize(3);
            assertThat(log.messages().get(0)).isEqualTo("columns [id, name]");
            assertThat(log.messages().get(1)).startsWith("row 1: [").endsWith(", user1]");
            assertThat(log.messages().get(2)).startsWith("row 2: [").endsWith(", user2]");
            log.clear();
            execute(open, connection -> connection.scalar(select(literal("long ".repeat(500)))));
            assertThat(log.messages().get(1)).contains("2500 characters").hasSizeLessThan(400);
            log.clear();
            execute(
                    open,
                    connection -> connection
                            .execute(update(users).set(users.age, 9).where(users.age.eq(1)))
                            .then());
            assertThat(log.messages()).isEmpty();
        }
        StepVerifier.create(open.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void hidesTheValuesOfRowsUnlessItWasToldToShowThem() {
        try (LogCapture log = LogCapture.of("io.cinnabar.sql.rows", Level.TRACE)) {
            execute(
                    engine,
                    connection ->
                            connection.execute(select(users.id, users.name)).then());
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("columns [id, name]", "hidden", "showBindValues()")
                    .doesNotContain("user1");
        }
        try (LogCapture log = LogCapture.of("io.cinnabar.sql.rows", Level.DEBUG)) {
            execute(
                    engine,
                    connection ->
                            connection.execute(select(users.id, users.name)).then());
            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    final void namesAnEngineThatWasGivenAName() {
        Engine shop = Engine.create(
                database.url(), EngineOptions.DEFAULT.withName("shop").showBindValues());
        var other = users.as("other");
        try (LogCapture log = LogCapture.of("io.cinnabar.sql", Level.TRACE)) {
            execute(
                    shop,
                    connection -> connection
                            .withOption(ExecutionOptions.LABEL, "people")
                            .execute(select(users.name, value(1)).from(users, other))
                            .then());
            assertThat(log.messages()).hasSizeGreaterThan(5).allMatch(line -> line.startsWith("shop: "));
            assertThat(log.messages(Level.DEBUG)).allMatch(line -> line.startsWith("shop: [people] "));
            assertThat(log.messages(Level.TRACE)).allMatch(line -> line.startsWith("shop: [people] "));
            log.clear();
            execute(engine, connection -> connection.scalar(select(value(1))));
            assertThat(log.messages()).isNotEmpty().noneMatch(line -> line.contains("cinnabar:"));
        }
        StepVerifier.create(shop.close()).expectComplete().verify(DEADLINE);
    }
}
