package io.cinnabar.dialect.h2;

import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How r2dbc-h2 must be handled. */
final class H2DriverRules implements DriverRules {
    private static final Duration GREATEST_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

    /** H2 runs inside the JVM, and r2dbc-h2 on the thread that subscribes. */
    @Override
    public boolean blocksItsCaller() {
        return true;
    }

    @Override
    public String text(String sql) {
        return H2StatementText.withoutInnerSemicolons(sql);
    }

    /**
     * Without this setting, H2 computes all rows before it gives the first. It is not on for every statement, because
     * then a statement's rows are read at different moments and no longer belong to one state of the database, and
     * because a result that is still open is corrupted when the session executes the same text again.
     */
    @Override
    public <R> Flux<R> streamed(Connection connection, Flux<R> rows) {
        return Flux.usingWhen(
                command(connection, "SET LAZY_QUERY_EXECUTION 1").thenReturn(connection),
                lazy -> rows,
                H2DriverRules::eager,
                (lazy, failure) -> eager(lazy),
                // Nobody hears an error then; a connection that stays lazy is not used again.
                lazy -> eager(lazy)
                        .onErrorResume(failure -> Mono.from(lazy.close()).onErrorComplete()));
    }

    private static Mono<Void> eager(Connection connection) {
        return command(connection, "SET LAZY_QUERY_EXECUTION 0");
    }

    /** The driver's own method does nothing. */
    @Override
    public Mono<Void> statementTimeout(Connection connection, @Nullable Duration limit) {
        // With 0, H2 goes back to the database's own limit, which is none unless MAX_QUERY_TIMEOUT says otherwise.
        return command(connection, "SET QUERY_TIMEOUT " + (limit == null ? 0 : millis(limit)));
    }

    /** Whole milliseconds, at least one for any limit at all, since 0 stands for none. */
    private static long millis(Duration limit) {
        Duration possible = limit.compareTo(GREATEST_TIMEOUT) > 0 ? GREATEST_TIMEOUT : limit;
        return possible.plusNanos(999_999).toMillis();
    }

    /** A cancelled result is closed at once. */
    @Override
    public boolean endsByCancel(int fetchSize, boolean hasBinds) {
        return true;
    }

    /**
     * The driver's own way to an isolation level is not used: it sets LOCK_MODE, which holds for the whole database and
     * all its connections.
     */
    @Override
    public Mono<Void> begin(Connection connection, TransactionOptions options) {
        if (options.isReadOnly() || options.isDeferrable()) {
            return Mono.error(new InvalidRequestException(
                    ErrorCode.UNSUPPORTED,
                    "H2 has no read-only transactions. Begin it without readOnly(), or open the database itself"
                            + " read-only with the option ACCESS_MODE_DATA=r."));
        }
        IsolationLevel level = options.isolationLevel();
        Duration timeout = options.statementTimeout();
        return Flux.concat(
                        level == null ? Mono.empty() : isolation(connection, level),
                        timeout == null ? Mono.empty() : statementTimeout(connection, timeout),
                        connection.beginTransaction())
                .then();
    }

    /** Both settings belong to the session and not to the transaction, so they are set back to what H2 begins with. */
    @Override
    public Mono<Void> afterTransaction(Connection connection, TransactionOptions options) {
        return Flux.concat(
                        options.isolationLevel() == null
                                ? Mono.empty()
                                : isolation(connection, IsolationLevel.READ_COMMITTED),
                        options.statementTimeout() == null ? Mono.empty() : statementTimeout(connection, null))
                .then();
    }

    private static Mono<Void> isolation(Connection connection, IsolationLevel level) {
        return command(connection, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL " + level.sql());
    }

    private static Mono<Void> command(Connection connection, String sql) {
        return Flux.defer(() -> connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }
}
