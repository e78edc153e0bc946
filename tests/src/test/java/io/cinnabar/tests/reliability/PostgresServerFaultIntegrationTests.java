package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.DeadlockException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ForeignKeyViolationException;
import io.cinnabar.error.IntegrityException;
import io.cinnabar.error.LockTimeoutException;
import io.cinnabar.error.QueryTimeoutException;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Scenarios of group D: the server refuses, and the connection is as good as before. */
@UsesPostgres
class PostgresServerFaultIntegrationTests extends ReliabilitySuite {
    private static final String CANARY = "canary-51c9";

    PostgresServerFaultIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    void createTables() {
        bench().admin()
                .execute("DROP TABLE IF EXISTS d_child, d_parent, d_wide CASCADE;"
                        + " CREATE TABLE d_parent (id integer PRIMARY KEY, name text NOT NULL,"
                        + " amount integer CONSTRAINT d_amount CHECK (amount >= 0), CONSTRAINT d_name UNIQUE (name));"
                        + " CREATE TABLE d_child (id integer PRIMARY KEY, parent integer,"
                        + " CONSTRAINT d_belongs FOREIGN KEY (parent) REFERENCES d_parent DEFERRABLE INITIALLY DEFERRED);"
                        + " INSERT INTO d_parent VALUES (1, 'one', 1), (2, 'two', 2)");
    }

    private static Mono<Long> change(Connection connection, String sql) {
        return connection.execute(Sql.text(sql)).rowsUpdated();
    }

    private static TextStatement<Row1<String>> sleep() {
        return Sql.text("SELECT CAST(pg_sleep(" + FOREVER_SECONDS + ") AS text)")
                .columns(Types.TEXT);
    }

    private void expectAnswer(Engine engine) {
        StepVerifier.create(engine.connect(CancelSuite::answer))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    @DisplayName("D01 a statement that runs too long, in a transaction and without")
    void statementTimeout() {
        Engine engine = bench().engine(pool(1));
        TransactionOptions limited = TransactionOptions.DEFAULT.withStatementTimeout(Duration.ofMillis(100));
        StepVerifier.create(engine.begin(limited, connection -> connection.scalar(sleep())))
                .expectError(QueryTimeoutException.class)
                .verify(DEADLINE);
        StepVerifier.create(engine.begin(
                        limited,
                        connection -> connection
                                .savepoint(inner -> inner.scalar(sleep()).then(Mono.<Integer>empty()))
                                .onErrorResume(QueryTimeoutException.class, late -> CancelSuite.answer(connection))))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        expectAnswer(engine);
    }

    @Test
    @DisplayName("D02 a lock that is not to be had in time")
    void lockTimeout() {
        Engine engine = bench().engine(pool(2));
        String update = "UPDATE d_parent SET amount = 5 WHERE id = 1";
        StepVerifier.create(engine.begin(holder -> change(holder, update)
                        .then(engine.begin(waiter ->
                                change(waiter, "SET LOCAL lock_timeout = 100").then(change(waiter, update))))))
                .expectError(LockTimeoutException.class)
                .verify(DEADLINE);
        expectAnswer(engine);
    }

    @Test
    @DisplayName("D03 a deadlock: one is told that it can be run again, the other goes on")
    void deadlock() {
        Engine engine = bench().engine(pool(2));
        Mono<Long> first = crossing(engine, 1, 2);
        Mono<Long> second = crossing(engine, 2, 1);
        StepVerifier.create(Flux.mergeDelayError(2, first, second))
                .expectNext(1L)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                DeadlockException.class,
                                deadlock -> assertThat(deadlock.isRetryable()).isTrue()))
                .verify(DEADLINE);
    }

    /** Updates one row, waits until the other transaction has one as well, and updates that. */
    private Mono<Long> crossing(Engine engine, int own, int other) {
        String update = "UPDATE d_parent SET amount = amount + 1 WHERE id = ";
        return engine.begin(connection -> change(connection, update + own)
                .then(change(connection, "SELECT pg_advisory_xact_lock_shared(" + own + ")"))
                .then(Mono.defer(() -> connection.scalar(
                        Sql.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid IN (1, 2)")
                                .columns(Types.BIGINT))))
                .filter(held -> held >= 2)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(5)))
                .then(change(connection, update + other)));
    }

    @ParameterizedTest(name = "D04 a serialization failure, found at {0}")
    @ValueSource(strings = {"the statement", "COMMIT"})
    void serializationFailure(String place) {
        Engine engine = bench().engine(pool(2))
                .withTransaction(TransactionOptions.DEFAULT.withIsolationLevel(IsolationLevel.SERIALIZABLE));
        String sum = "SELECT sum(amount) FROM d_parent";
        Mono<Long> skewed = engine.begin(outer -> change(outer, sum)
                .then(engine.begin(inner -> change(inner, sum)
                        .then(change(outer, "UPDATE d_parent SET amount = 7 WHERE id = 1"))
                        .then(change(inner, "UPDATE d_parent SET amount = 7 WHERE id = 2"))))
                .then(
                        place.equals("COMMIT")
                                ? Mono.just(1L)
                                : change(outer, "UPDATE d_parent SET name = 'x' WHERE id = 1")));
        StepVerifier.create(skewed)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                SerializationFailureException.class,
                                serialization ->
                                        assertThat(serialization.isRetryable()).isTrue()))
                .verify(DEADLINE);
        assertThat(bench().admin().number("SELECT amount FROM d_parent WHERE id = 1"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("D05 a deferred constraint is found violated at COMMIT")
    void deferredConstraint() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.begin(connection -> change(connection, "INSERT INTO d_child VALUES (1, 99)")))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ForeignKeyViolationException.class,
                                violation -> assertThat(violation.constraint()).isEqualTo("d_belongs")))
                .verify(DEADLINE);
        assertThat(bench().admin().number("SELECT count(*) FROM d_child")).isZero();
        expectAnswer(engine);
    }

    @Test
    @DisplayName("D06 COMMIT of a transaction that has failed is an error, not a success")
    void commitOfAFailedTransaction() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.begin(connection -> change(connection, "INSERT INTO d_child VALUES (1, 1)")
                        .then(change(connection, "INSERT INTO d_child VALUES (1, 1)"))
                        .onErrorResume(UniqueViolationException.class, swallowed -> Mono.just(0L))))
                .expectErrorSatisfies(failure ->
                        assertThat(((CinnabarException) failure).code()).isEqualTo(ErrorCode.TRANSACTION_STATE))
                .verify(DEADLINE);
        assertThat(bench().admin().number("SELECT count(*) FROM d_child")).isZero();
        expectAnswer(engine);
    }

    @Test
    @DisplayName("D07 a table changes under a statement that was prepared, outside a transaction")
    void changedUnderAStatement() {
        Engine engine = bench().engine(pool(1));
        var all = Sql.text("SELECT * FROM d_parent WHERE id = :id");
        Mono<Row> read = engine.connect(
                connection -> connection.execute(all, Parameters.of("id", 1)).one());
        run(read);
        run(read);
        for (String change : List.of(
                "ALTER TABLE d_parent ADD more text DEFAULT 'm'",
                "ALTER TABLE d_parent ALTER amount TYPE bigint",
                "ALTER TABLE d_parent DROP amount")) {
            bench().admin().execute(change);
            StepVerifier.create(read)
                    .assertNext(row -> assertThat(row.get("name")).isEqualTo("one"))
                    .expectComplete()
                    .verify(DEADLINE);
        }
    }

    @Test
    @DisplayName("D07 a table changes under a statement that was prepared, in a transaction: the cause is told")
    void changedUnderAStatementInATransaction() {
        Engine engine = bench().engine(pool(1));
        var all = Sql.text("SELECT * FROM d_parent WHERE id = :id");
        run(engine.connect(
                connection -> connection.execute(all, Parameters.of("id", 1)).one()));
        bench().admin().execute("ALTER TABLE d_parent ADD more text");
        StepVerifier.create(engine.begin(connection ->
                        connection.execute(all, Parameters.of("id", 1)).one()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("columns of a table changed"))
                .verify(DEADLINE);
        run(engine.begin(
                connection -> connection.execute(all, Parameters.of("id", 1)).one()));
    }

    @Test
    @DisplayName("D08 columns are renamed, dropped and put into another order: values keep their names")
    void columnsInAnotherOrder() {
        Engine engine = bench().engine(pool(1));
        var all = Sql.text("SELECT * FROM d_wide WHERE a > :least");
        bench().admin().execute("CREATE TABLE d_wide (a integer, b text); INSERT INTO d_wide VALUES (1, 'b')");
        Mono<Row> read = engine.connect(
                connection -> connection.execute(all, Parameters.of("least", 0)).one());
        assertThat(run(read).toMap()).containsEntry("a", 1).containsEntry("b", "b");
        bench().admin()
                .execute("DROP TABLE d_wide; CREATE TABLE d_wide (b text, c integer, a integer);"
                        + " INSERT INTO d_wide VALUES ('b', 3, 1)");
        assertThat(run(read).toMap())
                .containsEntry("a", 1)
                .containsEntry("b", "b")
                .containsEntry("c", 3);
    }

    @ParameterizedTest(name = "D09 {0} by the user")
    @ValueSource(strings = {"DEALLOCATE ALL", "DISCARD ALL"})
    void forgottenStatements(String command) {
        Engine engine = bench().engine(pool(1));
        Mono<Integer> round = engine.connect(connection -> CancelSuite.answer(connection)
                .then(CancelSuite.answer(connection))
                .then(change(connection, command))
                .then(CancelSuite.answer(connection)));
        StepVerifier.create(round.then(round)).expectNext(42).expectComplete().verify(DEADLINE);
    }

    @ParameterizedTest(name = "D10 {2}")
    @CsvSource({
        "INSERT INTO d_parent VALUES (1; :v; 1), d_parent_pkey, io.cinnabar.error.UniqueViolationException",
        "INSERT INTO d_parent VALUES (3; CASE WHEN :v = '' THEN '' END; 1), , io.cinnabar.error.NotNullViolationException",
        "INSERT INTO d_parent VALUES (3; :v; -1), d_amount, io.cinnabar.error.CheckViolationException",
        "INSERT INTO d_parent VALUES (3; :v; 'x'), , io.cinnabar.error.DatabaseException"
    })
    void violations(String sql, String constraint, Class<? extends DatabaseException> expected) {
        Engine engine = bench().engine(pool(1));
        var statement = Sql.text(sql.replace(';', ',')).bind("v", CANARY);
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(statement).rowsUpdated()))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOf(expected).hasMessageNotContaining(CANARY);
                    assertThat(((DatabaseException) failure).constraint()).isEqualTo(constraint);
                    if (failure instanceof IntegrityException violation) {
                        assertThat(violation.table()).isEqualTo("d_parent");
                    }
                })
                .verify(DEADLINE);
        expectAnswer(engine);
    }

    @Test
    @DisplayName("D14 a flood of notices")
    void notices() {
        Engine engine = bench().engine(pool(1));
        int count = ReliabilityBench.times(10_000, 100_000);
        StepVerifier.create(engine.connect(connection -> change(
                                connection,
                                "DO $$ BEGIN FOR i IN 1.." + count
                                        + " LOOP RAISE NOTICE 'notice %', i; END LOOP; END $$")
                        .then(CancelSuite.answer(connection))))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    @DisplayName("D16 many distinct statements on one connection: the server keeps a bounded number")
    void distinctStatements() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.connect(connection -> Flux.fromStream(
                                IntStream.range(0, ReliabilityBench.times(800, 2_000))
                                        .boxed())
                        .concatMap(number -> connection
                                .execute(Sql.text("SELECT :n + " + number).bind("n", 1))
                                .one())
                        .then(connection.scalar(Sql.text("SELECT count(*) FROM pg_prepared_statements WHERE :n > 0")
                                .bind("n", 1)
                                .columns(Types.BIGINT)))))
                .assertNext(kept -> assertThat(kept).isBetween(1L, 257L))
                .expectComplete()
                .verify(DEADLINE);
        assertThat(engine.compiledStatements()).isLessThanOrEqualTo(750); // half as many again as the option says
    }
}
