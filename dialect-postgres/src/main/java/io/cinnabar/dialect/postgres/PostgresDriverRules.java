package io.cinnabar.dialect.postgres;

import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.postgresql.api.PostgresTransactionDefinition;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How r2dbc-postgresql must be handled; every rule was measured with version 1.1.1. */
final class PostgresDriverRules implements DriverRules {
    /**
     * A statement without binds goes by the simple protocol unless it has a fetch size. Cancelled there, and likewise
     * with a fetch size of 256 or more, which is what the driver buffers, it leaves a connection on which every later
     * statement hangs (https://github.com/pgjdbc/r2dbc-postgresql/issues/661). Up to 200 it never did.
     */
    private static final int UNBOUND_FETCH_SIZE = 200;

    /**
     * What DISCARD ALL does, but for the prepared statements: the driver goes on to use those it has prepared. One
     * round trip, as text without binds goes by the simple protocol.
     */
    private static final String RESET = """
            CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; \
            SELECT pg_advisory_unlock_all(); DISCARD TEMP; DISCARD SEQUENCES""";

    private static final Duration LONGEST_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

    private final PostgresConnections connections;

    /** The rules for connections, of which some are known with their sockets. */
    PostgresDriverRules(PostgresConnections connections) {
        this.connections = connections;
    }

    /**
     * The driver hands on what the server sent on the connection's event loop, and what had to wait on the thread that
     * asks for it; the two do not wait for each other (https://github.com/pgjdbc/r2dbc-postgresql/issues/717). Rows
     * then change places, come before their description, or are lost behind the end. So only the event loop asks.
     */
    @Override
    public <T> Flux<T> placed(Connection connection, Flux<T> work) {
        PostgresqlConnection postgres = unwrapped(connection);
        return postgres == null ? work : connections.onLoop(postgres, work);
    }

    @Override
    public int fetchSize(int requested, boolean hasBinds) {
        if (hasBinds) {
            return requested;
        }
        return requested == 0 ? UNBOUND_FETCH_SIZE : Math.min(requested, UNBOUND_FETCH_SIZE);
    }

    /**
     * With a fetch size the driver closes the portal; without one it must read all rows. A statement without binds
     * leaked a row's buffer at about every second cancel, and never one with binds.
     */
    @Override
    public boolean endsByCancel(int fetchSize, boolean hasBinds) {
        return hasBinds && fetchSize > 0;
    }

    @Override
    public Mono<Void> begin(Connection connection, TransactionOptions options) {
        return Mono.defer(() -> {
            if (!connection.isAutoCommit()) {
                // The driver would pass over the BEGIN without a word, and over the options with it.
                return Mono.error(new InvalidRequestException(
                        ErrorCode.TRANSACTION_STATE,
                        "A transaction is open on the connection already: a statement began it as text. Begin"
                                + " transactions with begin(…), and end this one with the text COMMIT or ROLLBACK."));
            }
            return Mono.from(connection.beginTransaction(new Definition(options)));
        });
    }

    /** What the driver asks of the options of a transaction; null leaves the session's default. */
    private record Definition(TransactionOptions options) implements TransactionDefinition {
        @Override
        @SuppressWarnings("unchecked") // each option is of the class of the value that belongs to it
        public <T> @Nullable T getAttribute(Option<T> option) {
            Object value = null;
            if (option.equals(TransactionDefinition.ISOLATION_LEVEL)) {
                value = options.isolationLevel() == null
                        ? null
                        : IsolationLevel.valueOf(options.isolationLevel().sql());
            } else if (option.equals(TransactionDefinition.READ_ONLY)) {
                value = options.isReadOnly() ? true : null;
            } else if (option.equals(PostgresTransactionDefinition.DEFERRABLE)) {
                value = options.isDeferrable() ? true : null;
            }
            return (T) value;
        }
    }

    @Override
    public Mono<Void> statementTimeout(Connection connection, @Nullable Duration limit) {
        if (limit == null) {
            // Not 0, which would also put aside a limit that the URL or the role has set.
            return Flux.from(connection
                            .createStatement("RESET statement_timeout")
                            .execute())
                    .concatMap(Result::getRowsUpdated)
                    .then();
        }
        return Mono.from(connection.setStatementTimeout(wholeMilliseconds(limit)));
    }

    /** The driver cuts to milliseconds, and 0 would be no limit at all. */
    private static Duration wholeMilliseconds(Duration limit) {
        if (limit.compareTo(LONGEST_TIMEOUT) >= 0) {
            return LONGEST_TIMEOUT;
        }
        return Duration.ofMillis(limit.plusNanos(999_999).toMillis());
    }

    @Override
    public Mono<Boolean> reset(Connection connection) {
        return Flux.defer(() -> connection.createStatement(RESET).execute())
                .concatMap(Result::getRowsUpdated)
                .then(Mono.just(true));
    }

    @Override
    public Mono<Void> cancel(Connection connection) {
        return Mono.defer(() -> {
            PostgresqlConnection postgres = unwrapped(connection);
            return postgres == null ? Mono.empty() : postgres.cancelRequest();
        });
    }

    /**
     * The driver's own close tells what is executed of its end on the caller's thread, while rows still come on that of
     * the connection: some are then dropped without giving back their buffers. And it waits until all has been sent.
     */
    @Override
    public Mono<Void> breakOff(Connection connection) {
        return Mono.defer(() -> {
            PostgresqlConnection postgres = unwrapped(connection);
            return postgres == null ? Mono.empty() : connections.breakOff(postgres);
        });
    }

    /** The driver's connection behind those of pools and proxies, or null where they hide it. */
    private static @Nullable PostgresqlConnection unwrapped(Connection connection) {
        Object current = connection;
        while (!(current instanceof PostgresqlConnection postgres)) {
            if (!(current instanceof Wrapped<?> wrapped)) {
                return null;
            }
            current = wrapped.unwrap();
        }
        return postgres;
    }
}
