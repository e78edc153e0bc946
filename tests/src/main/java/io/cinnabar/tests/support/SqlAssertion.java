package io.cinnabar.tests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.compile.StatementKey;
import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.h2.H2DialectProvider;
import io.cinnabar.dialect.postgres.PostgresDialectProvider;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.Statement;
import java.util.Arrays;

/**
 * Compares the SQL of a statement in each dialect with what is expected, side by side:
 *
 * <pre>{@code
 * assertSql(select(users.name).limit(10))
 *         .ansi("SELECT user_account.name FROM user_account LIMIT ?")
 *         .postgres("SELECT user_account.name FROM user_account LIMIT $1")
 *         .h2("SELECT user_account.name FROM user_account LIMIT ?1")
 *         .binds(10L);
 * }</pre>
 */
public final class SqlAssertion {
    private static final Dialect POSTGRES = new PostgresDialectProvider().dialect();
    private static final Dialect H2 = new H2DialectProvider().dialect();

    private final Statement statement;

    private SqlAssertion(Statement statement) {
        this.statement = statement;
    }

    /** Checks a statement. */
    public static SqlAssertion assertSql(Statement statement) {
        return new SqlAssertion(statement);
    }

    /** Checks the SQL of the default dialect, which is also what the statement prints. */
    public SqlAssertion ansi(String sql) {
        assertThat(statement.toString()).as("toString").isEqualTo(sql);
        return is(AnsiDialect.INSTANCE, sql);
    }

    /** Checks the SQL of PostgreSQL. */
    public SqlAssertion postgres(String sql) {
        return is(POSTGRES, sql);
    }

    /** Checks the SQL of H2. */
    public SqlAssertion h2(String sql) {
        return is(H2, sql);
    }

    /** Checks that the SQL of PostgreSQL and H2 is that of the default dialect; for statements without binds. */
    public SqlAssertion everywhere(String sql) {
        return ansi(sql).postgres(sql).h2(sql);
    }

    /** Checks that H2 cannot say it, and that the error says why. */
    public SqlAssertion h2Refuses(String... words) {
        assertThatThrownBy(() -> statement.sql(H2))
                .isInstanceOf(UnsupportedCompilationException.class)
                .hasMessageContainingAll(words);
        return this;
    }

    /** Checks the values that the statement binds, in the order of its structure. */
    public SqlAssertion binds(Object... values) {
        assertThat(StatementKey.values(statement)).extracting(BindValue::value).isEqualTo(Arrays.asList(values));
        return this;
    }

    private SqlAssertion is(Dialect dialect, String sql) {
        assertThat(statement.sql(dialect)).as(dialect.name()).isEqualTo(sql);
        return this;
    }
}
