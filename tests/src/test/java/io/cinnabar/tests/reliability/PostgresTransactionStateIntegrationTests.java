package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.PermissionException;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

@UsesPostgres
class PostgresTransactionStateIntegrationTests extends TransactionStateSuite {
    PostgresTransactionStateIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    TextStatement<Row1<String>> sessionState() {
        return Sql.text("SELECT current_setting('transaction_isolation') || ' '"
                        + " || current_setting('transaction_read_only') || ' ' || current_setting('statement_timeout')")
                .columns(Types.TEXT);
    }

    @Override
    TransactionOptions unusual() {
        return TransactionOptions.DEFAULT
                .withIsolationLevel(IsolationLevel.SERIALIZABLE)
                .readOnly()
                .withStatementTimeout(Duration.ofSeconds(7));
    }

    @Override
    TextStatement<Row1<Integer>> numbers(int count) {
        return Sql.text("SELECT generate_series(1, :count)")
                .bind("count", count)
                .columns(Types.INTEGER);
    }

    @Test
    @DisplayName("E04 a write in a read-only transaction")
    void writeInReadOnly() {
        Engine engine = bench().engine(pool(1));
        StepVerifier.create(engine.begin(
                        TransactionOptions.DEFAULT.readOnly(),
                        connection -> bench().ledger().write(connection, "E04", 1)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                PermissionException.class,
                                refusal -> assertThat(refusal.sqlState()).isEqualTo("25006")))
                .verify(DEADLINE);
        assertThat(bench().ledger().rows("E04")).isZero();
    }

    @Test
    @DisplayName("F01 a slow reader of rows without an end: the server gives only what is fetched")
    void slowReader() {
        Engine engine = bench().engine(pool(1));
        bench().admin().execute("CREATE SEQUENCE IF NOT EXISTS f01");
        TextStatement<Row1<Long>> counted = Sql.text(
                        "SELECT nextval('f01') FROM generate_series(1, 1000000) WHERE :n > 0")
                .bind("n", 1)
                .columns(Types.BIGINT);
        var read = new AtomicLong();
        Disposable reading = engine.connectMany(connection -> connection.stream(counted, 100))
                .limitRate(10)
                .delayElements(Duration.ofMillis(1))
                .subscribe(row -> read.incrementAndGet());
        Eventually.holds("some rows are read", () -> read.get() > 500);
        long computed = bench().admin().number("SELECT last_value FROM f01");
        assertThat(computed).isLessThan(read.get() + 400);
        reading.dispose();
    }
}
