package io.cinnabar.tests.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.Transaction;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.QueryTimeoutException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The limit that a statement runs under, when limits are set in transactions that PostgreSQL undoes with them. */
@UsesPostgres
class PostgresStatementTimeoutIntegrationTests {
    private static final TextStatement<Row1<String>> SHOW =
            Sql.text("SHOW statement_timeout").columns(Types.TEXT);
    private static final TransactionOptions LIMITED =
            TransactionOptions.DEFAULT.withStatementTimeout(Duration.ofSeconds(5));

    private final Engine engine;
    private Connection connection;

    PostgresStatementTimeoutIntegrationTests(TestDatabaseUrl url) {
        engine = Engine.create(url.url());
    }

    @BeforeEach
    void open() {
        connection = engine.acquire().blockOptional(DialectConnection.PATIENCE).orElseThrow();
    }

    @AfterEach
    void close() {
        connection.close().then(engine.close()).block(DialectConnection.PATIENCE);
    }

    private @Nullable String limit() {
        return connection.scalar(SHOW).block(DialectConnection.PATIENCE);
    }

    private @Nullable String limit(Duration own) {
        return connection.scalar(SHOW.option(ExecutionOptions.TIMEOUT, own)).block(DialectConnection.PATIENCE);
    }

    private Transaction begin(TransactionOptions options) {
        return connection
                .beginTransaction(options)
                .blockOptional(DialectConnection.PATIENCE)
                .orElseThrow();
    }

    private static void await(Mono<?> work) {
        work.block(DialectConnection.PATIENCE);
    }

    @Test
    void isThatOfTheTransactionForAllItsStatements() {
        Transaction transaction = begin(LIMITED);
        assertThat(limit()).isEqualTo("5s");
        assertThat(limit(Duration.ofSeconds(1))).isEqualTo("1s");
        assertThat(limit()).isEqualTo("5s");
        await(transaction.commit());
        assertThat(limit()).isEqualTo("0");
    }

    @Test
    void isSetAgainAfterARollback() {
        await(begin(LIMITED).rollback());
        assertThat(limit()).isEqualTo("0");
        Transaction second = begin(LIMITED);
        assertThat(limit()).isEqualTo("5s");
        await(second.rollback());
        assertThat(limit(Duration.ofSeconds(5))).isEqualTo("5s");
    }

    @Test
    void isClearedAfterARollbackToOneThatWasSetBefore() {
        assertThat(limit(Duration.ofSeconds(2))).isEqualTo("2s");
        await(begin(TransactionOptions.DEFAULT).rollback());
        assertThat(limit()).isEqualTo("0");
    }

    @Test
    void isSetAgainAfterARollbackToASavepoint() {
        Transaction transaction = begin(LIMITED);
        StepVerifier.create(connection.savepoint(
                        inner -> inner.scalar(SHOW.option(ExecutionOptions.TIMEOUT, Duration.ofSeconds(1)))
                                .then(Mono.error(new IllegalStateException("undo")))))
                .verifyErrorMessage("undo");
        assertThat(limit(Duration.ofSeconds(1))).isEqualTo("1s");
        await(transaction.rollback());
    }

    @Test
    void stopsTheStatement() {
        var sleep = Sql.text("SELECT pg_sleep(60)").option(ExecutionOptions.TIMEOUT, Duration.ofMillis(50));
        StepVerifier.create(connection.execute(sleep).all())
                .expectError(QueryTimeoutException.class)
                .verify(Duration.ofSeconds(10));
        assertThat(limit()).isEqualTo("0");
    }
}
