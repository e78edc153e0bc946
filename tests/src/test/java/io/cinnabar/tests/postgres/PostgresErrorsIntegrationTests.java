package io.cinnabar.tests.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.BadSqlException;
import io.cinnabar.error.CheckViolationException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DataException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.DeadlockException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ForeignKeyViolationException;
import io.cinnabar.error.IntegrityException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.LockTimeoutException;
import io.cinnabar.error.NotNullViolationException;
import io.cinnabar.error.PermissionException;
import io.cinnabar.error.QueryTimeoutException;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.TestDatabase;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the errors of a real server. */
@UsesPostgres
class PostgresErrorsIntegrationTests {
    private final TestDatabaseUrl url;
    private DialectConnection database;

    PostgresErrorsIntegrationTests(TestDatabaseUrl url) {
        this.url = url;
    }

    @BeforeAll
    static void fill(TestDatabaseUrl url) {
        try (DialectConnection database = DialectConnection.open(url)) {
            database.run("CREATE TABLE owners (id integer PRIMARY KEY, email text CONSTRAINT one_email UNIQUE,"
                    + " age integer NOT NULL CONSTRAINT grown_up CHECK (age > 17))");
            database.run("CREATE TABLE cats (id integer PRIMARY KEY, kept integer, owner integer,"
                    + " CONSTRAINT kept_by FOREIGN KEY (kept) REFERENCES owners ON DELETE RESTRICT,"
                    + " CONSTRAINT owned_by FOREIGN KEY (owner) REFERENCES owners DEFERRABLE INITIALLY IMMEDIATE,"
                    + " EXCLUDE (kept WITH =) WHERE (id > 100))");
            database.run("CREATE TYPE mood AS ENUM ('HAPPY')");
            database.run("CREATE TABLE counters (id integer PRIMARY KEY, number integer)");
            database.run("INSERT INTO owners VALUES (1, 'ada@example.org', 30), (2, 'bob@example.org', 40)");
            database.run("INSERT INTO cats VALUES (1, 1, 2)");
            database.run("INSERT INTO counters VALUES (1, 0), (2, 0)");
        }
    }

    @BeforeEach
    void open() {
        database = DialectConnection.open(url);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private <E extends DatabaseException> E failure(Class<E> type, String sql) {
        E failure = failure(type, () -> database.run(sql));
        assertThat(failure.sql()).isEqualTo(sql);
        return failure;
    }

    private static <E extends Throwable> E failure(Class<E> type, Executable work) {
        E failure = catchThrowableOfType(type, work::execute);
        assertThat(failure).isExactlyInstanceOf(type);
        return failure;
    }

    @Test
    void namesTheConstraintAndHidesTheRow() {
        var unique = failure(UniqueViolationException.class, "INSERT INTO owners VALUES (3, 'ada@example.org', 20)");
        assertThat(unique.constraint()).isEqualTo("one_email");
        assertThat(unique.table()).isEqualTo("owners");
        assertThat(unique.sqlState()).isEqualTo("23505");
        assertThat(everythingOf(unique).replace(String.valueOf(unique.sql()), ""))
                .doesNotContain("ada@");

        var check = failure(CheckViolationException.class, "INSERT INTO owners VALUES (4, 'secret', 3)");
        assertThat(check.constraint()).isEqualTo("grown_up");
        assertThat(everythingOf(check).replace(String.valueOf(check.sql()), "")).doesNotContain("secret");

        var notNull = failure(NotNullViolationException.class, "INSERT INTO owners VALUES (5, 'secret', NULL)");
        assertThat(notNull.column()).isEqualTo("age");
        assertThat(notNull.table()).isEqualTo("owners");

        assertThat(failure(ForeignKeyViolationException.class, "INSERT INTO cats VALUES (2, 9, 1)")
                        .constraint())
                .isEqualTo("kept_by");
        assertThat(failure(ForeignKeyViolationException.class, "DELETE FROM owners WHERE id = 2")
                        .constraint())
                .isEqualTo("owned_by");
        assertThat(failure(IntegrityException.class, "INSERT INTO cats VALUES (101, 1, 1), (102, 1, 1)")
                        .sqlState())
                .isEqualTo("23P01");
    }

    @Test // 23001 from PostgreSQL 18 on
    void knowsARestrictedDeleteForAForeignKey() {
        assertThat(failure(ForeignKeyViolationException.class, "DELETE FROM owners WHERE id = 1")
                        .constraint())
                .isEqualTo("kept_by");
    }

    @Test
    void reportsWhatACommitFindsOut() {
        database.begin(TransactionOptions.DEFAULT);
        database.run("SET CONSTRAINTS owned_by DEFERRED");
        database.run("INSERT INTO cats VALUES (9, 1, 99)");
        var failure = failure(ForeignKeyViolationException.class, database::commit);
        assertThat(failure.constraint()).isEqualTo("owned_by");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 'secret'::integer",
                "SELECT 'secret'::mood",
                "SELECT 'secret'::timestamp",
                "SELECT '2024-02-31'::date",
                "SELECT '99999999999'::integer"
            })
    void hidesTheValueThatTheServerRejects(String sql) {
        var failure = failure(DataException.class, sql);
        String shown = everythingOf(failure).replace(sql, "");
        assertThat(failure.getMessage()).contains("\"…\"");
        assertThat(failure.getMessage().replace(sql, "")).doesNotContain("secret", "2024", "9999");
        assertThat(shown).contains(failure.sqlState());
    }

    @Test
    void tellsBadSqlFromBadValuesAndMissingRights() {
        assertThat(failure(BadSqlException.class, "SELEC 1").sqlState()).isEqualTo("42601");
        assertThat(failure(BadSqlException.class, "SELECT emil FROM owners"))
                .hasMessageContaining("Perhaps you meant to reference the column \"owners.email\"");
        assertThat(failure(DataException.class, "SELECT 1 / 0").sqlState()).isEqualTo("22012");
        database.begin(TransactionOptions.DEFAULT.readOnly());
        assertThat(failure(PermissionException.class, "DELETE FROM owners").sqlState())
                .isEqualTo("25006");
        database.rollback();
        var unsupported = failure(DatabaseException.class, "SELECT count(*) FROM owners FOR UPDATE");
        assertThat(unsupported.sqlState()).isEqualTo("0A000");
        assertThat(unsupported).hasMessageContaining("PostgreSQL cannot do this");
    }

    @Test
    void saysWhatToDoInATransactionThatHasFailed() {
        database.begin(TransactionOptions.DEFAULT);
        failure(DataException.class, "SELECT 1 / 0");
        var after = failure(DatabaseException.class, "SELECT 1");
        assertThat(after.code()).isEqualTo(ErrorCode.TRANSACTION_STATE);
        assertThat(after).hasMessageContaining("Roll back");
        var commit = failure(DatabaseException.class, database::commit);
        assertThat(commit.code()).isEqualTo(ErrorCode.TRANSACTION_STATE);
        assertThat(commit).hasMessageContaining("nothing was committed");
    }

    @Test
    void tellsATimeoutFromALockTimeout() {
        DialectConnection.PROVIDER
                .driverRules()
                .statementTimeout(database.raw(), Duration.ofMillis(50))
                .block();
        assertThat(failure(QueryTimeoutException.class, "SELECT pg_sleep(20)").sqlState())
                .isEqualTo("57014");
        DialectConnection.PROVIDER
                .driverRules()
                .statementTimeout(database.raw(), null)
                .block();
        try (DialectConnection other = DialectConnection.open(url)) {
            other.begin(TransactionOptions.DEFAULT);
            other.run("SELECT * FROM counters FOR UPDATE");
            failure(LockTimeoutException.class, "SELECT * FROM counters FOR UPDATE NOWAIT");
            database.run("SET lock_timeout = '50ms'");
            failure(LockTimeoutException.class, "SELECT * FROM counters FOR UPDATE");
            other.rollback();
        }
    }

    @Test
    void knowsADeadlock() {
        try (DialectConnection other = DialectConnection.open(url)) {
            database.begin(TransactionOptions.DEFAULT);
            other.begin(TransactionOptions.DEFAULT);
            database.run("UPDATE counters SET number = 1 WHERE id = 1");
            other.run("UPDATE counters SET number = 1 WHERE id = 2");
            var crossing =
                    CompletableFuture.supplyAsync(() -> outcome(other, "UPDATE counters SET number = 2 WHERE id = 1"));
            Throwable mine = outcome(database, "UPDATE counters SET number = 2 WHERE id = 2");
            database.rollback();
            Throwable victim = mine == null ? crossing.join() : mine;
            crossing.join();
            other.rollback();
            assertThat(victim).isInstanceOf(DeadlockException.class);
            assertThat(((DeadlockException) victim).isRetryable()).isTrue();
        }
    }

    @Test
    void knowsASerializationFailure() {
        try (DialectConnection other = DialectConnection.open(url)) {
            var serializable = TransactionOptions.DEFAULT.withIsolationLevel(IsolationLevel.SERIALIZABLE);
            database.begin(serializable);
            other.begin(serializable);
            database.value(Sql.text("SELECT sum(number) FROM counters"));
            other.value(Sql.text("SELECT sum(number) FROM counters"));
            database.run("UPDATE counters SET number = 3 WHERE id = 1");
            other.run("UPDATE counters SET number = 3 WHERE id = 2");
            database.commit();
            var failure = failure(SerializationFailureException.class, other::commit);
            assertThat(failure.isRetryable()).isTrue();
        }
    }

    @Test
    @Tag("session")
    void knowsAConnectionThatWasTerminated() {
        Object pid = database.value(Sql.text("SELECT pg_backend_pid()"));
        try (DialectConnection other = DialectConnection.open(url)) {
            other.run("SELECT pg_terminate_backend(" + pid + ")");
        }
        assertThat(failure(ConnectionLostException.class, "SELECT 1").isRetryable())
                .isTrue();
        assertThat(failure(ConnectionLostException.class, "SELECT 1"))
                .hasMessageContaining("run the unit of work again");
        database = DialectConnection.open(url);
    }

    @Test
    void knowsASessionThatWasIdleForTooLong() throws InterruptedException {
        database.run("SET idle_in_transaction_session_timeout = '30ms'");
        database.begin(TransactionOptions.DEFAULT);
        Thread.sleep(200);
        failure(ConnectionLostException.class, "SELECT 1");
        database = DialectConnection.open(url);
    }

    @Test
    void refusesAWrongPasswordWithoutShowingIt() {
        String wrong = TestDatabase.postgres().passwordUrl("wr0ng-secret");
        var refused = failure(
                ConnectionFailedException.class,
                () -> DialectConnection.connect(wrong).block(DialectConnection.PATIENCE));
        assertThat(refused.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.sqlState()).isEqualTo("28P01");
        assertThat(everythingOf(refused)).doesNotContain("wr0ng-secret");
    }

    @Test
    @Tag("session")
    void saysWhyNoConnectionCanBeOpened() {
        var nowhere = failure(
                ConnectionFailedException.class,
                () -> DialectConnection.connect("r2dbc:postgresql://me:5ecret@localhost:1/shop")
                        .block(DialectConnection.PATIENCE));
        assertThat(nowhere.code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
        assertThat(everythingOf(nowhere)).doesNotContain("5ecret");
        var missing = failure(
                ConnectionFailedException.class,
                () -> DialectConnection.connect(url.url().replaceAll("/[a-z0-9_]+$", "/no_such_database"))
                        .block(DialectConnection.PATIENCE));
        assertThat(missing.sqlState()).isEqualTo("3D000");
        assertThat(missing).hasMessageContaining("its name in the URL");
    }

    @Test
    void saysThatAForeignFactoryHasNoCodec() {
        var error = new IllegalArgumentException("Cannot encode parameter of type"
                + " io.cinnabar.dialect.postgres.codec.PostgresParameter (PostgresParameter[oid=20, 8 bytes])");
        assertThat(DialectConnection.PROVIDER.errorTranslator().translate(error, "SELECT $1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("PostgresCodecRegistrar");
    }

    private static @Nullable Throwable outcome(DialectConnection connection, String sql) {
        try {
            connection.run(sql);
            return null;
        } catch (DatabaseException error) {
            return error;
        }
    }

    private static String everythingOf(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
