package io.cinnabar.core.internal;

import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.QueryTimeoutException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The one place where statements meet the driver: open, run, fetch, stop and close of one physical connection. Its
 * publishers must take turns.
 */
final class Wire {
    /** How long a statement may go on after its reader has gone, before the server is told to stop it. */
    private static final Duration GRACE = Duration.ofMillis(20);

    private static final Duration LONG_GRACE = Duration.ofSeconds(2);

    private final Checkout checkout;
    private final Connection connection;
    private final Runtime runtime;
    private final Telling telling;
    private final @Nullable Scheduler scheduler;
    private @Nullable Duration timeout;
    private boolean isTimeoutKnown = true;
    private boolean wasTimeoutToldInTransaction;
    private volatile TransactionOptions transaction = TransactionOptions.DEFAULT;

    Wire(Checkout checkout, Runtime runtime, Telling telling) {
        this.checkout = checkout;
        this.connection = checkout.connection();
        this.runtime = runtime;
        this.telling = telling;
        Scheduler shared = runtime.scheduler();
        // One worker for each connection: what is cancelled on it has ended before what comes next begins.
        this.scheduler = shared == null ? null : Schedulers.single(shared);
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
            int fetchSize,
            boolean isStreamed,
            Consumer<Statement> binding,
            BiFunction<Row, RowMetadata, R> reader) {
        return placed(Flux.defer(() -> {
                    Statement statement = connection.createStatement(rules().text(sql));
                    binding.accept(statement);
                    if (fetchSize > 0) {
                        statement.fetchSize(fetchSize);
                    }
                    Flux<R> rows = Flux.from(statement.execute()).concatMap(result -> result.map(reader), 1);
                    return isStreamed ? rules().streamed(connection, rows) : rows;
                }))
                .onErrorMap(failure -> translated(failure, sql));
    }

    /** How the rows of a statement with a fetch size are ended early. */
    Ending endOfRows(int fetchSize, boolean hasBinds, boolean isInTransaction) {
        boolean isCancelled = rules().endsByCancel(fetchSize, hasBinds);
        // In a transaction a statement that the server stops takes the transaction with it, so its rows are rather
        // read.
        return new Ending(
                isCancelled ? settle() : null, stop(), isCancelled || !isInTransaction ? GRACE : LONG_GRACE, giveUp());
    }

    /**
     * How long the server may leave a statement unanswered: somewhat longer than it may run; null where it may for
     * ever.
     */
    Running.@Nullable Silence silence(@Nullable Duration own) {
        Duration limit = own == null ? transaction.statementTimeout() : own;
        return limit == null
                ? null
                : new Running.Silence(
                        limit.plus(checkout.answerTimeout()),
                        telling::waitedUntil,
                        () -> new QueryTimeoutException(DatabaseFailure.of(
                                "The server has not answered for longer than the statement's limit of "
                                        + limit.toMillis()
                                        + " ms, and did not stop it either. The connection was broken"
                                        + " off",
                                null)));
    }

    /** How long the server may leave a COMMIT unanswered. */
    Running.@Nullable Silence silenceOfCommit() {
        Running.Silence silence = silence(null);
        return silence == null
                ? null
                : new Running.Silence(silence.limit(), silence.excusedUntil(), () -> outcomeUnknown(null));
    }

    private Mono<Void> settle() {
        return placed(Flux.defer(() -> rules().settle(connection))).then();
    }

    /** How a statement without rows is ended early. */
    Ending endOfUpdate() {
        return new Ending(null, stop(), GRACE, giveUp());
    }

    /** How what must not be broken off is waited for when its reader has gone. */
    Ending endOfCommand() {
        return new Ending(null, Mono.empty(), null, giveUp());
    }

    private Ending.GiveUp giveUp() {
        return new Ending.GiveUp(
                checkout.cleanUpTimeout(),
                Mono.defer(() -> destroy("it did not come to rest in time after an early end")));
    }

    /** Breaks the connection off; what runs on it fails. */
    Mono<Void> destroy(String reason) {
        return checkout.destroy(reason);
    }

    /** The number of rows that a statement changed. */
    Mono<Long> update(String sql, Consumer<Statement> binding) {
        return updates(sql, binding, results -> results.concatMap(Result::getRowsUpdated, 1))
                .reduce(0L, Long::sum);
    }

    /** The numbers of rows that a statement changed, one for each row of binds, as its results are read. */
    Flux<Long> updates(String sql, Consumer<Statement> binding, Function<Flux<? extends Result>, Flux<Long>> reading) {
        return placed(Flux.defer(() -> {
                    Statement statement = connection.createStatement(rules().text(sql));
                    binding.accept(statement);
                    return reading.apply(Flux.from(statement.execute()));
                }))
                .onErrorMap(failure -> translated(failure, sql));
    }

    /** Executes SQL that is Cinnabar's own. */
    Mono<Void> command(String sql) {
        return update(sql, statement -> {}).then();
    }

    Mono<Void> begin(TransactionOptions options) {
        transaction = options;
        wasTimeoutToldInTransaction = false;
        return placed(Flux.defer(() -> rules().begin(connection, options)))
                .doOnError(failure -> transaction = TransactionOptions.DEFAULT)
                .onErrorMap(failure -> translated(failure, "BEGIN"))
                .then();
    }

    Mono<Void> commit() {
        return placed(Flux.defer(() -> rules().commit(connection)))
                .doOnTerminate(this::forgetTransaction)
                .onErrorMap(failure -> commitFailure(translated(failure, "COMMIT")))
                .then(afterTransaction());
    }

    /**
     * What was set for a transaction is undone; where that fails the connection is not used again, but the end stands.
     */
    private Mono<Void> afterTransaction() {
        TransactionOptions options = transaction;
        return placed(Flux.defer(() -> rules().afterTransaction(connection, options)))
                .onErrorMap(failure -> translated(failure, null))
                .then()
                .onErrorResume(
                        failure -> destroy("its settings could not be put back after a transaction: " + failure));
    }

    /** A connection that breaks while COMMIT is on its way leaves nobody knowing whether it took place. */
    private static CinnabarException commitFailure(CinnabarException failure) {
        if (failure instanceof ConnectionLostException) {
            return outcomeUnknown(failure);
        }
        return failure;
    }

    private static CommitOutcomeUnknownException outcomeUnknown(@Nullable CinnabarException failure) {
        return new CommitOutcomeUnknownException(
                DatabaseFailure.of("The connection broke before the answer to COMMIT came", failure));
    }

    Mono<Void> rollback() {
        return placed(Flux.defer(() -> rules().rollback(connection)))
                .doOnTerminate(this::forgetTransaction)
                .onErrorMap(failure -> translated(failure, "ROLLBACK"))
                .then(afterTransaction());
    }

    private void forgetTransaction() {
        transaction = TransactionOptions.DEFAULT;
        forgetTimeout();
    }

    /** Notes that work was undone: on PostgreSQL a limit that was set within it is undone with it. */
    void forgetTimeout() {
        if (wasTimeoutToldInTransaction) {
            isTimeoutKnown = false;
        }
    }

    /**
     * Makes the server stop statements that run longer, unless it does so already; null means the transaction's limit.
     */
    Mono<Void> statementTimeout(@Nullable Duration own) {
        return Mono.defer(() -> {
            Duration limit = own == null ? transaction.statementTimeout() : own;
            if (isTimeoutKnown && Objects.equals(limit, timeout)) {
                return Mono.empty();
            }
            isTimeoutKnown = false; // until the server has answered
            return placed(Flux.defer(() -> rules().statementTimeout(connection, limit)))
                    .onErrorMap(failure -> translated(failure, null))
                    .then(Mono.fromRunnable(() -> {
                        timeout = limit;
                        isTimeoutKnown = true;
                        wasTimeoutToldInTransaction = true;
                    }));
        });
    }

    /** Whether a statement without a limit of its own may need the server to be told of one, or of none. */
    boolean hasStatementTimeout() {
        return timeout != null || !isTimeoutKnown || transaction.statementTimeout() != null;
    }

    /** Asks the server to stop what it executes. */
    Mono<Void> stop() {
        return Mono.defer(() -> rules().cancel(connection));
    }

    /** Whether a transaction is open that nobody began through this wire, such as by text. */
    boolean hasForeignTransaction() {
        return rules().isInTransaction(connection);
    }

    /** Puts the session's state back; emits false where that is not possible. */
    Mono<Boolean> reset() {
        return placed(Flux.defer(() -> rules().reset(connection)))
                .onErrorMap(failure -> translated(failure, null))
                .next();
    }

    /** Gives the connection back. */
    Mono<Void> close() {
        return placed(Flux.defer(checkout::giveBack)).then().doFinally(signal -> leave());
    }

    /** Keeps the connection, but does nothing more on it. */
    void leave() {
        if (scheduler != null) {
            scheduler.dispose();
        }
    }

    /**
     * What the driver does, on the thread where it belongs. One that works on its caller's thread is kept away from
     * event loops; it emits all that is asked for before its thread can hear of a cancel, which is therefore looked for
     * at each element.
     */
    private <T> Flux<T> placed(Flux<T> work) {
        return scheduler == null ? rules().placed(connection, work) : Flux.defer(() -> cancellable(work, scheduler));
    }

    private static <T> Flux<T> cancellable(Flux<T> work, Scheduler scheduler) {
        var isCancelled = new AtomicBoolean();
        return work.takeWhile(element -> !isCancelled.get())
                .subscribeOn(scheduler)
                .cancelOn(scheduler)
                .doOnCancel(() -> isCancelled.set(true));
    }

    CinnabarException translated(Throwable failure, @Nullable String sql) {
        CinnabarException translated = runtime.provider().errorTranslator().translate(failure, sql);
        if (translated instanceof ConnectionLostException lost) {
            checkout.lost(lost);
        }
        return translated;
    }
}
