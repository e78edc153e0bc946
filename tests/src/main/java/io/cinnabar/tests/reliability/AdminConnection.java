package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Looks at the database from outside: over JDBC, so that neither the library nor its driver is trusted with the proof
 * of what they did. Blocks. Not thread-safe.
 */
public final class AdminConnection implements AutoCloseable {
    /** As the admin's own name is never one of an engine's. */
    private static final String NAME = "bench-admin";

    private final Connection connection;
    private final boolean isPostgres;

    private AdminConnection(Connection connection, boolean isPostgres) {
        this.connection = connection;
        this.isPostgres = isPostgres;
    }

    /** A session of what an engine does on the server. */
    public record Session(int pid, String state, String query) {}

    /** A connection to a test's database. */
    public static AdminConnection open(TestDatabaseUrl database) {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(database.url());
        boolean isPostgres = database.database().name().equals("postgres");
        var properties = new Properties();
        properties.setProperty("user", text(options, ConnectionFactoryOptions.USER));
        properties.setProperty("password", text(options, ConnectionFactoryOptions.PASSWORD));
        String url = "jdbc:h2:mem:" + text(options, ConnectionFactoryOptions.DATABASE) + ";DB_CLOSE_DELAY=-1";
        if (isPostgres) {
            properties.setProperty("ApplicationName", NAME);
            url = "jdbc:postgresql://" + text(options, ConnectionFactoryOptions.HOST) + ":" + port(options) + "/"
                    + text(options, ConnectionFactoryOptions.DATABASE);
        }
        try {
            return new AdminConnection(DriverManager.getConnection(url, properties), isPostgres);
        } catch (SQLException failure) {
            throw new IllegalStateException("The admin cannot connect to the test's database.", failure);
        }
    }

    static String text(ConnectionFactoryOptions options, Option<?> option) {
        Object value = options.getValue(option);
        return value == null ? "" : value.toString();
    }

    static int port(ConnectionFactoryOptions options) {
        String port = text(options, ConnectionFactoryOptions.PORT);
        return port.isEmpty() ? 5432 : Integer.parseInt(port);
    }

    /** Executes a statement. */
    public void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException("The admin's statement failed: " + sql, failure);
        }
    }

    /** The number that a query gives in its first row. */
    public long number(String sql, Object... binds) {
        return rows(sql, binds).stream()
                .map(row -> Long.parseLong(row.get(0)))
                .findFirst()
                .orElseThrow();
    }

    /** The rows of a query, as text. */
    public List<List<String>> rows(String sql, Object... binds) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < binds.length; index++) {
                statement.setObject(index + 1, binds[index]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                var found = new ArrayList<List<String>>();
                while (rows.next()) {
                    var row = new ArrayList<String>();
                    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                        row.add(String.valueOf(rows.getString(column)));
                    }
                    found.add(row);
                }
                return found;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("The admin's query failed: " + sql, failure);
        }
    }

    /** The sessions that an engine has on the server; on H2, which has no names for them, all but the admin's own. */
    public List<Session> sessions(String applicationName) {
        List<List<String>> rows = isPostgres
                ? rows(
                        "SELECT pid, coalesce(state, ''), query FROM pg_stat_activity"
                                + " WHERE application_name = ? AND datname = current_database() ORDER BY pid",
                        applicationName)
                : rows("SELECT session_id, CASE WHEN executing_statement IS NOT NULL THEN 'active'"
                        + " WHEN contains_uncommitted THEN 'idle in transaction' ELSE 'idle' END,"
                        + " coalesce(executing_statement, '') FROM information_schema.sessions"
                        + " WHERE session_id <> session_id() ORDER BY session_id");
        return rows.stream()
                .map(row -> new Session(Integer.parseInt(row.get(0)), row.get(1), row.get(2)))
                .toList();
    }

    /** Waits until an engine has a session that executes a statement which contains a text, and returns it. */
    public Session awaitActive(String applicationName, String text) {
        var found = new ArrayList<Session>();
        Eventually.holds("a session of " + applicationName + " executes " + text, () -> {
            sessions(applicationName).stream()
                    .filter(session -> session.state().equals("active"))
                    .filter(session -> session.query().contains(text))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /** Ends a session as {@code pg_terminate_backend} does (PostgreSQL), and waits until it is gone. */
    public void terminate(int pid) {
        rows("SELECT pg_terminate_backend(?, 30000)", pid);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("The admin's connection cannot be closed.", failure);
        }
    }
}
