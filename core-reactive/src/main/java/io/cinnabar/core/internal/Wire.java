package io.cinnabar.core.internal;

import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DatabaseFailure;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The one place where statements meet the driver: open, run, fetch, stop and close of one physical connection. Its
 * publishers must take turns.
 */
final class Wire {
    private final Connection connection;
    private final Runtime runtime;
    private @Nullable Duration timeout;
    private volatile TransactionOptions transaction = TransactionOptions.DEFAULT;

    Wire(Connection connection, Runtime runtime) {
        this.connection = connection;
        this.runtime = runtime;
    }

    Connection connection() {
        return connection;
    }

    private DriverRules rules() {
        return runtime.provider().driverRules();
    }

    /** The rows of a statement. */
    <R> Flux<R> rows(
            String sql,
            boolean hasBinds,
            int fetchSize,
            boolean isStreamed,
            Consumer<Statement> binding,
            BiFunction<Row, RowMetadata, R> reader) {
        return offLoop(Flux.defer(() -> {
                    Statement statement = connection.createStatement(rules().text(sql));
                    binding.accept(statement);
                    int portion = rules().fetchSize(fetchSize, hasBinds);
                    if (portion > 0) {
                        statement.fetchSize(portion);
                    }
                    Flux<R> rows = Flux.from(statement.execute()).concatMap(result -> result.map(reader), 1);
                    return isStreamed ? rules().streamed(connection, rows) : rows;
                }))
                .onErrorMap(failure -> translated(failure, sql));
    }

    /** The number of rows that a statement changed. */
    Mono<Long> update(String sql, Consumer<Statement> binding) {
        return offLoop(Flux.defer(() -> {
                    Statement statement = connection.createStatement(rules().text(sql));
                    binding.accept(statement);
                    return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated, 1);
                }))
                .onErrorMap(failure -> translated(failure, sql))
                .reduce(0L, Long::sum);
    }

    /** Executes SQL that is Cinnabar's own. */
    Mono<Void> command(String sql) {
        return update(sql, statement -> {}).then();
    }

    Mono<Void> begin(TransactionOptions options) {
        transaction = options;
        return offLoop(Flux.defer(() -> rules().begin(connection, options)))
                .onErrorMap(failure -> translated(failure, "BEGIN"))
                .then();
    }

    Mono<Void> commit() {
        return offLoop(Flux.defer(connection::commitTransaction))
                .onErrorMap(failure -> commitFailure(translated(failure, "COMMIT")))
                .then(afterTransaction());
    }

    private Mono<Void> afterTransaction() {
        TransactionOptions options = transaction;
        return offLoop(Flux.defer(() -> rules().afterTransaction(connection, options)))
                .onErrorMap(failure -> translated(failure, null))
                .then();
    }

    /** A connection that breaks while COMMIT is on its way leaves nobody knowing whether it took place. */
    private static CinnabarException commitFailure(CinnabarException failure) {
        if (failure instanceof ConnectionLostException) {
            return new CommitOutcomeUnknownException(
                    DatabaseFailure.of("The connection broke before the answer to COMMIT came", failure));
        }
        return failure;
    }

    Mono<Void> rollback() {
        return offLoop(Flux.defer(connection::rollbackTransaction))
                .onErrorMap(failure -> translated(failure, "ROLLBACK"))
                .then(afterTransaction());
    }

    /** Makes the server stop statements that run longer, unless it does so already; null sets no limit. */
    Mono<Void> statementTimeout(@Nullable Duration limit) {
        if (limit == null ? timeout == null : limit.equals(timeout)) {
            return Mono.empty();
        }
        return offLoop(Flux.defer(() -> rules().statementTimeout(connection, limit)))
                .onErrorMap(failure -> translated(failure, null))
                .then(Mono.fromRunnable(() -> timeout = limit));
    }

    /** Whether a limit is set that the next user of the connection must not meet. */
    boolean hasStatementTimeout() {
        return timeout != null;
    }

    /** Tells the server to stop what it executes. */
    Mono<Void> stop() {
        return rules().cancel(connection);
    }

    Mono<Void> close() {
        return offLoop(Flux.defer(connection::close)).then();
    }

    private <T> Flux<T> offLoop(Flux<T> work) {
        Scheduler scheduler = runtime.scheduler();
        return scheduler == null ? work : work.subscribeOn(scheduler);
    }

    CinnabarException translated(Throwable failure, @Nullable String sql) {
        return runtime.provider().errorTranslator().translate(failure, sql);
    }
}
