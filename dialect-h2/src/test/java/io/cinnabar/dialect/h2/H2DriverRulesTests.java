package io.cinnabar.dialect.h2;

import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.QueryTimeoutException;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class H2DriverRulesTests {
    private static final String SLOW = "SELECT count(*) FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b";

    private final DriverRules rules = new H2DriverRules();
    private final H2Session session = H2Session.open();

    @AfterEach
    void close() {
        session.close();
    }

    private String isolation(H2Session of) {
        return String.valueOf(
                of.one(text("SELECT isolation_level FROM INFORMATION_SCHEMA.SESSIONS WHERE session_id = SESSION_ID()"))
                        .get(0));
    }

    private String setting(String name) {
        return String.valueOf(
                session.one(text("SELECT setting_value FROM INFORMATION_SCHEMA.SETTINGS WHERE setting_name = :name")
                                .bind("name", name))
                        .get(0));
    }

    @ParameterizedTest
    @EnumSource
    void setsTheIsolationLevelForOneTransactionOfOneSession(IsolationLevel level) {
        TransactionOptions options = TransactionOptions.DEFAULT.withIsolationLevel(level);
        try (H2Session other = session.another()) {
            session.run(rules.begin(session.connection(), options));
            assertThat(session.connection().isAutoCommit()).isFalse();
            assertThat(isolation(session)).isEqualTo(level.sql());
            assertThat(isolation(other)).isEqualTo("READ COMMITTED");
            session.run(Mono.from(session.connection().commitTransaction()));
            session.run(rules.afterTransaction(session.connection(), options));
            assertThat(isolation(session)).isEqualTo("READ COMMITTED");
        }
    }

    @Test
    void limitsStatementsForOneTransaction() {
        TransactionOptions options = TransactionOptions.DEFAULT.withStatementTimeout(Duration.ofMillis(50));
        session.run(rules.begin(session.connection(), options));
        assertThatThrownBy(() -> session.rows(text(SLOW))).isInstanceOf(QueryTimeoutException.class);
        session.run(Mono.from(session.connection().rollbackTransaction()));
        session.run(rules.afterTransaction(session.connection(), options));
        assertThat(setting("QUERY_TIMEOUT")).isEqualTo("0");
    }

    @Test
    void leavesTheSessionAloneWhereNothingWasAsked() {
        session.sql("SET QUERY_TIMEOUT 77777");
        session.run(rules.begin(session.connection(), TransactionOptions.DEFAULT));
        session.run(Mono.from(session.connection().commitTransaction()));
        session.run(rules.afterTransaction(session.connection(), TransactionOptions.DEFAULT));
        assertThat(setting("QUERY_TIMEOUT")).isEqualTo("77777");
    }

    @Test
    void setsAndLiftsAStatementTimeout() {
        session.run(rules.statementTimeout(session.connection(), Duration.ofNanos(1)));
        assertThat(setting("QUERY_TIMEOUT")).isEqualTo("1");
        session.run(rules.statementTimeout(session.connection(), Duration.ofDays(100_000)));
        assertThat(setting("QUERY_TIMEOUT")).isEqualTo(Integer.toString(Integer.MAX_VALUE));
        session.run(rules.statementTimeout(session.connection(), null));
        assertThat(setting("QUERY_TIMEOUT")).isEqualTo("0");
    }

    @Test
    void refusesReadOnlyTransactions() {
        assertThatThrownBy(() -> session.run(rules.begin(session.connection(), TransactionOptions.DEFAULT.readOnly())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no read-only transactions");
        assertThat(session.connection().isAutoCommit()).isTrue();
    }

    @Test
    void releasesASavepoint() {
        session.sql("CREATE TABLE t (id INT)");
        session.run(rules.begin(session.connection(), TransactionOptions.DEFAULT));
        session.sql("SAVEPOINT \"one;\"");
        session.sql("INSERT INTO t VALUES (1)");
        session.sql(rules.releaseSavepoint("\"one;\""));
        session.run(Mono.from(session.connection().commitTransaction()));
        assertThat(session.rows(text("SELECT id FROM t"))).hasSize(1);
    }

    @Test
    void streamsRowsAsTheyAreComputedAndOnlyThen() {
        String rows = "SELECT a.x FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b";
        session.sql("SET QUERY_TIMEOUT 2000");
        Flux<Long> streamed = rules.streamed(
                session.connection(),
                session.stream(text(rows).columns(Types.BIGINT), Map.of()).map(row -> row.v1()));
        // Ten billion rows would take longer than the timeout, and more memory than there is.
        assertThat(streamed.take(3).collectList().block()).hasSize(3);
        assertThatThrownBy(() -> session.stream(text(rows).columns(Types.BIGINT), Map.of())
                        .take(3)
                        .blockLast())
                .isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void streamsWithLongTextBound() {
        session.sql("CREATE TABLE t (content VARCHAR)");
        String content = "x".repeat(100_000);
        session.sql("INSERT INTO t VALUES (?), ('other')", content);
        Flux<String> streamed = rules.streamed(
                session.connection(),
                session.stream(
                                text("SELECT content FROM t WHERE content = :content OR content = 'other'")
                                        .bind("content", content)
                                        .columns(Types.TEXT),
                                Map.of())
                        .map(row -> row.v1()));
        assertThat(streamed.collectList().block()).containsExactly(content, "other");
    }
}
