package io.cinnabar.tests.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.QueryCancelledException;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How the driver is handled, and that it does what it then should. */
@UsesPostgres
class PostgresDriverRulesIntegrationTests {
    private static final DriverRules RULES = DialectConnection.PROVIDER.driverRules();
    private static final int CANCELLATIONS = 40;

    private final TestDatabaseUrl url;
    private DialectConnection database;

    PostgresDriverRulesIntegrationTests(TestDatabaseUrl url) {
        this.url = url;
    }

    @BeforeEach
    void open() {
        database = DialectConnection.open(url);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Object shown(String setting) {
        return String.valueOf(database.value(Sql.text("SHOW " + setting)));
    }

    @Test
    void beginsATransactionAsItsOptionsSay() {
        database.begin(TransactionOptions.DEFAULT
                .withIsolationLevel(IsolationLevel.SERIALIZABLE)
                .readOnly()
                .deferrable());
        assertThat(shown("transaction_isolation")).isEqualTo("serializable");
        assertThat(shown("transaction_read_only")).isEqualTo("on");
        assertThat(shown("transaction_deferrable")).isEqualTo("on");
        database.rollback();
        for (IsolationLevel level : IsolationLevel.values()) {
            database.begin(TransactionOptions.DEFAULT.withIsolationLevel(level));
            assertThat(shown("transaction_isolation")).isEqualTo(level.sql().toLowerCase(java.util.Locale.ROOT));
            assertThat(shown("transaction_read_only")).isEqualTo("off");
            database.commit();
        }
    }

    @Test
    void leavesTheDefaultsOfTheSessionToATransactionWithoutOptions() {
        database.run("SET default_transaction_isolation = 'repeatable read'");
        database.run("SET default_transaction_read_only = on");
        database.begin(TransactionOptions.DEFAULT);
        assertThat(shown("transaction_isolation")).isEqualTo("repeatable read");
        assertThat(shown("transaction_read_only")).isEqualTo("on");
        database.rollback();
    }

    @Test
    void refusesToBeginWithinATransactionThatTextBegan() {
        database.run("BEGIN");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> database.begin(TransactionOptions.DEFAULT.readOnly()))
                .matches(refusal -> refusal.code() == ErrorCode.TRANSACTION_STATE)
                .withMessageContaining("as text");
        database.run("ROLLBACK");
        database.begin(TransactionOptions.DEFAULT);
        database.rollback();
    }

    @Test
    void stopsWhatTheServerExecutes() {
        Mono<Void> sleeping = Flux.from(
                        database.raw().createStatement("SELECT pg_sleep(60)").execute())
                .concatMap(Result::getRowsUpdated)
                .onErrorMap(
                        error -> DialectConnection.PROVIDER.errorTranslator().translate(error, "SELECT"))
                .then();
        Mono<Void> cancelling = Mono.delay(Duration.ofMillis(300)).then(RULES.cancel(database.raw()));
        StepVerifier.create(Flux.mergeDelayError(2, sleeping, cancelling))
                .expectError(QueryCancelledException.class)
                .verify(Duration.ofSeconds(10));
        assertThat(database.value(Sql.text("SELECT 1"))).isEqualTo(1);
    }

    @Test
    void findsTheDriversConnectionInThatOfAPool() {
        ConnectionPool pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        DialectConnection.PROVIDER.connectionFactory(ConnectionFactoryOptions.parse(url.url())))
                .initialSize(0)
                .maxSize(1)
                .build());
        assertThat(DialectConnection.PROVIDER.serves(pool)).isTrue();
        Connection pooled =
                pool.create().blockOptional(DialectConnection.PATIENCE).orElseThrow();
        Mono<Void> sleeping = Flux.from(
                        pooled.createStatement("SELECT pg_sleep(60)").execute())
                .concatMap(Result::getRowsUpdated)
                .then();
        Mono<Void> cancelling = Mono.delay(Duration.ofMillis(300)).then(RULES.cancel(pooled));
        StepVerifier.create(Flux.mergeDelayError(2, sleeping, cancelling))
                .expectErrorMatches(error -> String.valueOf(error.getMessage()).contains("user request"))
                .verify(Duration.ofSeconds(10));
        Mono.from(pooled.close()).block(DialectConnection.PATIENCE);
        pool.disposeLater().block(DialectConnection.PATIENCE);
    }

    /** With a fetch size of 256 or without one, some of these cancellations leave a connection that hangs for ever. */
    @Test
    @Tag("session")
    void survivesCancellationsOfStatementsWithoutBinds() {
        for (int round = 0; round < CANCELLATIONS; round++) {
            var statement =
                    database.raw().createStatement("SELECT n, repeat('x', 50) FROM generate_series(1, 5000) AS n");
            Disposable reading = Flux.from(
                            statement.fetchSize(RULES.fetchSize(1_000, false)).execute())
                    .concatMap(result -> result.map(row -> 1))
                    .subscribe();
            int pause = ThreadLocalRandom.current().nextInt(4_000);
            Mono.delay(Duration.ofNanos(pause * 1_000L)).block();
            reading.dispose();
            assertThat(Mono.fromCallable(() -> database.value(Sql.text("SELECT 1")))
                            .block(Duration.ofSeconds(10)))
                    .isEqualTo(1);
        }
    }

    @Test
    void limitsStatementsByWholeMilliseconds() {
        RULES.statementTimeout(database.raw(), Duration.ofMillis(20_000).plusNanos(1))
                .block();
        assertThat(shown("statement_timeout")).isEqualTo("20001ms");
        RULES.statementTimeout(database.raw(), Duration.ofMillis(1_500)).block();
        assertThat(shown("statement_timeout")).isEqualTo("1500ms");
        RULES.statementTimeout(database.raw(), Duration.ofSeconds(Long.MAX_VALUE))
                .block();
        assertThat(shown("statement_timeout")).isEqualTo("2147483647ms");
    }

    @Test
    @Tag("session")
    void returnsToTheLimitThatTheUrlSet() {
        try (DialectConnection limited = DialectConnection.open(url.with("statementTimeout=PT7S"))) {
            RULES.statementTimeout(limited.raw(), Duration.ofSeconds(1)).block();
            RULES.statementTimeout(limited.raw(), null).block();
            assertThat(limited.value(Sql.text("SHOW statement_timeout"))).isEqualTo("7s");
        }
    }

    /** Why who tracks the limit must not trust it behind a transaction. */
    @Test
    void undoesALimitWithTheTransactionThatSetIt() {
        RULES.statementTimeout(database.raw(), Duration.ofSeconds(9)).block();
        database.begin(TransactionOptions.DEFAULT);
        RULES.statementTimeout(database.raw(), Duration.ofSeconds(1)).block();
        assertThat(shown("statement_timeout")).isEqualTo("1s");
        database.rollback();
        assertThat(shown("statement_timeout")).isEqualTo("9s");
    }
}
