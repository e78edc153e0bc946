package io.cinnabar.core.internal;

import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Statement;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** All that is said over one physical connection, one thing after the other. Thread-safe. */
public final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.pool");
    static final int DEFAULT_PORTION = 1_000;
    private static final String CURSOR_PREFIX = "cinnabar_cursor_";
    private static final int SHOWN_LABEL = 80;
    private static final Duration ABORT_PATIENCE = Duration.ofSeconds(2);

    private final Runtime runtime;
    private final Checkout checkout;
    private final Wire wire;
    private final Telling telling;
    private final Lane lane;
    private final StatementExecution execution;
    private final State state;
    private final @Nullable Scope scope;

    /** What changes as the conversation goes on; only the operation that has the turn writes it. */
    private static final class State {
        private final AtomicInteger savepoints = new AtomicInteger();
        private final Set<String> cursors = ConcurrentHashMap.newKeySet();
        private volatile boolean isInTransaction;
        private volatile int transactionNumber;
        private volatile boolean isClosed;
    }

    /** A conversation over a connection that nobody else uses. */
    public Conversation(Checkout checkout, Runtime runtime) {
        this.runtime = runtime;
        this.checkout = checkout;
        this.telling = new Telling(runtime.listeners(), checkout.physical().event());
        this.wire = new Wire(checkout, runtime, telling);
        this.lane = new Lane(runtime.settings().scopePatience());
        this.execution = new StatementExecution(runtime, wire, checkout, telling);
        this.state = new State();
        this.scope = null;
        checkout.heldBy(this);
    }

    private Conversation(Conversation whole, Scope scope) {
        this.runtime = whole.runtime;
        this.checkout = whole.checkout;
        this.telling = whole.telling;
        this.wire = whole.wire;
        this.lane = whole.lane;
        this.execution = whole.execution;
        this.state = whole.state;
        this.scope = scope;
    }

    /** The context of what is done in the scope of this conversation. */
    public Context scoped(ContextView context) {
        return scope == null ? Context.of(context) : Context.of(context).put(lane, scope);
    }

    /** The rows of a statement. */
    public <R> Flux<R> rows(RowStatement<R> statement, Parameters parameters, ExecutionOptions options) {
        return rows(statement, parameters, options, runtime.settings().maxBufferedRows());
    }

    /** The rows of a statement in bounded memory: another operation on the connection fails until they are read. */
    public <R> Flux<R> stream(RowStatement<R> statement, Parameters parameters, ExecutionOptions options) {
        Integer portion = options.get(ExecutionOptions.FETCH_SIZE);
        ExecutionOptions streaming =
                options.with(ExecutionOptions.FETCH_SIZE, portion == null ? Integer.valueOf(DEFAULT_PORTION) : portion);
        return rows(statement, parameters, streaming, 0);
    }

    private <R> Flux<R> rows(
            RowStatement<R> statement, Parameters parameters, ExecutionOptions options, int maxBuffered) {
        if (options.get(ExecutionOptions.SERVER_CURSOR, false)) {
            return ServerCursor.rows(this, statement, parameters, options);
        }
        return operation(() -> describe(statement, options), maxBuffered, reader -> {
            Prepared prepared = execution.prepare(statement, parameters, options);
            var binds = new BindWriter(
                    prepared, List.of(parameters), runtime.dialect().maxBinds());
            // A reader that asks for portions may stop early; rows in a portal can then be left where they are.
            int wanted = options.get(ExecutionOptions.FETCH_SIZE, reader.takesAll() ? 0 : DEFAULT_PORTION);
            int fetchSize = runtime.provider().driverRules().fetchSize(wanted, binds.hasBinds());
            return new Running<>(
                    execution.rows(statement, prepared, binds, options, fetchSize, maxBuffered == 0),
                    wire.endOfRows(fetchSize, binds.hasBinds(), state.isInTransaction),
                    wire.silence(options.get(ExecutionOptions.TIMEOUT)));
        });
    }

    /** A portion of the rows of a prepared statement, from its cursor. */
    <R> Flux<R> fetched(RowStatement<R> statement, Prepared prepared, String command, ExecutionOptions options) {
        return operation(
                () -> command,
                Integer.MAX_VALUE,
                reader -> new Running<>(
                        execution.fetched(statement, prepared, command, options),
                        wire.endOfRows(0, false, state.isInTransaction),
                        wire.silence(options.get(ExecutionOptions.TIMEOUT))));
    }

    /** Closes a cursor on the server. */
    Mono<Void> closeCursor(String name) {
        return inTransaction("CLOSE " + name, () -> wire.command("CLOSE " + name))
                .doOnSuccess(done -> freeCursorName(name));
    }

    /** A name for a cursor that no open one has; the same again and again, so that its statement stays the same. */
    String takeCursorName() {
        int number = 1;
        while (!state.cursors.add(CURSOR_PREFIX + number)) {
            number++;
        }
        return CURSOR_PREFIX + number;
    }

    void freeCursorName(String name) {
        state.cursors.remove(name);
    }

    /** The number of rows that a statement changed. */
    public Mono<Long> update(Statement statement, Parameters parameters, ExecutionOptions options) {
        if (statement instanceof SchemaStatement schemaStatement) {
            return command(schemaStatement);
        }
        return operation(() -> describe(statement, options), Integer.MAX_VALUE, reader -> {
                    Prepared prepared = execution.prepare(statement, parameters, options);
                    return new Running<>(
                            execution.update(statement, prepared, List.of(parameters), options),
                            wire.endOfUpdate(),
                            wire.silence(options.get(ExecutionOptions.TIMEOUT)));
                })
                .reduce(0L, Long::sum)
                .as(JvmErrors::delivered);
    }

    private Mono<Long> command(SchemaStatement statement) {
        return operation(
                        () -> describe(statement, ExecutionOptions.NONE),
                        Integer.MAX_VALUE,
                        reader -> new Running<>(execution.command(statement), wire.endOfUpdate(), wire.silence(null)))
                .reduce(0L, Long::sum)
                .as(JvmErrors::delivered);
    }

    /** An operation that takes its turn. */
    private <T> Flux<T> operation(Supplier<String> label, int maxBuffered, LaneFlux.Work<T> work) {
        LaneFlux.Work<T> whileOpen = reader -> {
            checkUsable();
            return work.start(reader);
        };
        return new LaneFlux<>(lane, new LaneFlux.Operation<>(label, whileOpen, maxBuffered, false, scope));
    }

    private void checkUsable() {
        if (state.isClosed) {
            throw closed();
        }
        String reason = checkout.physical().doomedBecause();
        if (reason != null) {
            throw new ConnectionLostException(
                    DatabaseFailure.of("The connection is not usable any more: " + reason, null));
        }
    }

    /** An operation that is never broken off. */
    private <T> Flux<T> whole(String label, Supplier<? extends Publisher<T>> work) {
        return turn(label, () -> {
            checkUsable();
            return work.get();
        });
    }

    /**
     * The last operation of a transaction or savepoint, which ends even if the connection has gone: else what comes
     * after it would wait for its end.
     */
    private Mono<Void> last(String label, UnaryOperator<Mono<Void>> ending, Supplier<Mono<Void>> work) {
        return turn(
                        label,
                        () -> ending.apply(Mono.defer(() -> {
                            checkUsable();
                            checkInTransaction(label);
                            return work.get();
                        })))
                .then();
    }

    private <T> Flux<T> turn(String label, Supplier<? extends Publisher<T>> work) {
        LaneFlux.Work<T> inTurn = reader -> new Running<>(
                work.get(), wire.endOfCommand(), label.equals("COMMIT") ? wire.silenceOfCommit() : wire.silence(null));
        return new LaneFlux<>(lane, new LaneFlux.Operation<>(() -> label, inTurn, 1, false, scope));
    }

    private void checkInTransaction(String words) {
        if (!state.isInTransaction) {
            throw new InvalidRequestException(
                    ErrorCode.TRANSACTION_STATE,
                    words + " needs an open transaction: none was begun here, or it has been committed or rolled back"
                            + " before. Begin one with begin(…) first.");
        }
    }

    /** An operation of several statements, which the server is told to stop if the reader goes. */
    <T> Flux<T> several(String label, Supplier<? extends Publisher<T>> work) {
        return operation(() -> label, Integer.MAX_VALUE, reader -> new Running<>(work.get(), wire.endOfUpdate(), null));
    }

    /**
     * An operation of several statements that are all done or none: in the transaction that is open, or else in one of
     * its own, which is rolled back if the reader has gone before its end.
     */
    <T> Flux<T> atomically(
            String label,
            TransactionOptions options,
            BooleanSupplier isSeveral,
            Supplier<? extends Publisher<T>> work) {
        return operation(() -> label, Integer.MAX_VALUE, reader -> {
            boolean needsTransaction = !state.isInTransaction && isSeveral.getAsBoolean();
            Flux<T> statements = Flux.from(work.get());
            return new Running<>(
                    needsTransaction ? inOwnTransaction(options, reader, statements) : statements,
                    wire.endOfUpdate(),
                    null);
        });
    }

    private <T> Flux<T> inOwnTransaction(TransactionOptions options, LaneFlux.Reader reader, Flux<T> statements) {
        Mono<T> rolledBack =
                ended(Mono.defer(wire::rollback), EngineListener::onRollback).then(Mono.empty());
        Mono<T> ending = Mono.defer(() -> reader.hasGone()
                ? rolledBack
                : ended(Mono.defer(wire::commit), EngineListener::onCommit).then(Mono.empty()));
        return begun(options, null)
                .thenMany(statements.onErrorResume(failure -> rolledBack
                        .onErrorResume(second -> {
                            failure.addSuppressed(second);
                            return Mono.empty();
                        })
                        .then(Mono.error(failure))))
                .concatWith(ending);
    }

    private static CinnabarException closed() {
        return new InvalidRequestException(
                ErrorCode.CLOSED,
                "The connection was used after it had gone back to the pool. Keep everything that uses it inside the"
                        + " function that was given it.");
    }

    /** What an operation is, for messages: its label, or the beginning of its SQL. */
    private String describe(Statement statement, ExecutionOptions options) {
        String label = options.get(ExecutionOptions.LABEL);
        String text = label == null ? statement.toString() : label;
        return text.length() <= SHOWN_LABEL ? text : text.substring(0, SHOWN_LABEL) + "…";
    }

    /** Executes statements within an operation that has its turn. */
    StatementExecution execution() {
        return execution;
    }

    Runtime runtime() {
        return runtime;
    }

    /** The driver's connection, for what only it can do. */
    public Connection driverConnection() {
        return wire.connection();
    }

    /**
     * Work on the driver's connection that takes its turn. Errors of the driver are translated, those of others not.
     */
    public <T> Flux<T> exclusively(Supplier<? extends Publisher<T>> work) {
        return several("withDriverConnection", () -> {
                    checkout.physical().touched(true);
                    return Flux.<T>from(work.get());
                })
                .onErrorMap(R2dbcException.class, failure -> wire.translated(failure, null));
    }

    /** Whether a transaction is open. */
    public boolean isInTransaction() {
        return state.isInTransaction;
    }

    /** Whether a savepoint is open under which only its own work has a turn. */
    public boolean isInSavepoint() {
        return lane.isInSavepoint();
    }

    /** Whether the connection has gone back to the pool. */
    public boolean isClosed() {
        return state.isClosed;
    }

    /** Begins a transaction. Signals an error if one is open. */
    public Mono<Void> begin(TransactionOptions options) {
        return begin(options, null);
    }

    /**
     * Begins a transaction in which only the work that belongs to it has a turn; emits the conversation of that work.
     */
    public Mono<Conversation> enterTransaction(TransactionOptions options) {
        return Mono.deferContextual(context -> {
            Scope inner = innerScope(Scope.TRANSACTION, null, context);
            return begin(options, inner).thenReturn(new Conversation(this, inner));
        });
    }

    private Scope innerScope(String label, @Nullable String name, ContextView context) {
        return new Scope(label, name, Scope.inner(scope, context.<Scope>getOrDefault(lane, null)));
    }

    private Mono<Void> begin(TransactionOptions options, @Nullable Scope inner) {
        if (options.retry().isOn()) {
            return Mono.error(new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "A connection cannot run a transaction again, for which it takes a fresh one: begin a transaction"
                            + " with withRetry(…) on the engine."));
        }
        return whole("BEGIN", () -> {
                    if (state.isInTransaction) {
                        throw new InvalidRequestException(
                                ErrorCode.TRANSACTION_STATE,
                                "A transaction is open on this connection already. Use savepoint(…) for a part of it that can"
                                        + " be rolled back on its own.");
                    }
                    return begun(options, inner);
                })
                .then();
    }

    private Mono<Void> begun(TransactionOptions options, @Nullable Scope inner) {
        return wire.begin(options)
                .doOnSuccess(done -> {
                    state.isInTransaction = true;
                    state.transactionNumber++;
                    if (inner != null) {
                        lane.open(inner);
                    }
                })
                .then(telling.tell(EngineListener::onBegin))
                .then(wire.statementTimeout(options.statementTimeout()));
    }

    /** The number of the transaction that is open, or was last. */
    public int transactionNumber() {
        return state.transactionNumber;
    }

    /** Commits the transaction. */
    public Mono<Void> commit() {
        return end("COMMIT", wire::commit, EngineListener::onCommit);
    }

    /** Rolls the transaction back because of an error, which stays the one that is reported. */
    public Mono<Void> rollbackAfter(Throwable failure) {
        return rollback().onErrorResume(second -> {
            failure.addSuppressed(second);
            return Mono.empty();
        });
    }

    /** Rolls back for a reader that has gone; where the connection has gone as well, that was done with it. */
    public Mono<Void> rollbackOnCancel() {
        return unlessGone(rollback());
    }

    /** Undoes what was done since a savepoint, for a reader that has gone. */
    public Mono<Void> rollbackToSavepointOnCancel(String name) {
        return unlessGone(rollbackToSavepoint(name));
    }

    private Mono<Void> unlessGone(Mono<Void> work) {
        return work.onErrorResume(failure -> {
            boolean isGone = state.isClosed || failure instanceof ConnectionLostException;
            return isGone ? Mono.empty() : Mono.error(failure);
        });
    }

    /** Rolls the transaction back. */
    public Mono<Void> rollback() {
        return end("ROLLBACK", wire::rollback, EngineListener::onRollback);
    }

    private Mono<Void> end(
            String words, Supplier<Mono<Void>> work, BiFunction<EngineListener, ConnectionEvent, Mono<Void>> news) {
        return last(words, ending -> ended(ending, news), work);
    }

    private Mono<Void> ended(Mono<Void> ending, BiFunction<EngineListener, ConnectionEvent, Mono<Void>> news) {
        return ending.doOnTerminate(() -> {
                    state.isInTransaction = false;
                    state.cursors.clear();
                    endScope();
                })
                .then(telling.tell(news))
                .onErrorResume(CommitOutcomeUnknownException.class, this::unknown);
    }

    private Mono<Void> unknown(CommitOutcomeUnknownException failure) {
        LOG.warn("Whether a transaction was committed is not known: {}", failure.getMessage());
        return telling.tell(EngineListener::onOutcomeUnknown).then(Mono.error(failure));
    }

    /** The scope has ended, whether its end went well or not. */
    private void endScope() {
        if (scope != null) {
            lane.end(scope);
        }
    }

    /** A name for a savepoint that no other one of this connection has. */
    public String savepointName() {
        return "cinnabar_savepoint_" + state.savepoints.incrementAndGet();
    }

    /**
     * Sets a savepoint under which only the work that belongs to it has a turn; emits the conversation of that work.
     */
    public Mono<Conversation> enterSavepoint(String name) {
        return Mono.deferContextual(context -> {
            Scope inner = innerScope(Scope.SAVEPOINT, name, context);
            Scope outer = inner.outer();
            if (outer != null && outer.isNamed(name)) {
                return Mono.error(nameIsTaken(name));
            }
            return inTransaction(
                            "SAVEPOINT",
                            () -> wire.command("SAVEPOINT " + quoted(name))
                                    .doOnSuccess(done -> lane.open(inner))
                                    .then(telling.tell((listener, event) -> listener.onSavepoint(event, name))))
                    .thenReturn(new Conversation(this, inner));
        });
    }

    /** Databases do not agree on what becomes of the first one: on some it is put aside, on others it is moved. */
    private static CinnabarException nameIsTaken(String name) {
        return new InvalidRequestException(
                ErrorCode.TRANSACTION_STATE,
                "A savepoint with the name '" + name
                        + "' is open already. Give the inner one another name, or none, to have one made up.");
    }

    /** Gives up a savepoint and keeps its work. */
    public Mono<Void> releaseSavepoint(String name) {
        String sql = runtime.provider().driverRules().releaseSavepoint(quoted(name));
        return last(
                "RELEASE SAVEPOINT",
                ending -> ending.doOnTerminate(this::endScope),
                () -> (sql.isEmpty() ? Mono.<Void>empty() : wire.command(sql))
                        .then(telling.tell((listener, event) -> listener.onReleaseSavepoint(event, name))));
    }

    /** Undoes what was done since a savepoint. */
    public Mono<Void> rollbackToSavepoint(String name) {
        return last(
                "ROLLBACK TO SAVEPOINT",
                ending -> ending.doOnTerminate(() -> {
                    wire.forgetTimeout();
                    endScope();
                }),
                () -> wire.command("ROLLBACK TO SAVEPOINT " + quoted(name))
                        .then(telling.tell((listener, event) -> listener.onRollbackToSavepoint(event, name))));
    }

    private String quoted(String name) {
        return runtime.dialect().quoter().quote(name);
    }

    /** An operation that needs an open transaction, and is never broken off. */
    Mono<Void> inTransaction(String words, Supplier<? extends Publisher<?>> work) {
        return whole(words, () -> {
                    checkInTransaction(words);
                    return Flux.from(work.get()).then();
                })
                .then();
    }

    /**
     * Ends the conversation: rolls back what is open, undoes what was set, and gives the connection back. Idempotent.
     */
    public Mono<Void> close() {
        return new LaneFlux<>(
                        lane,
                        new LaneFlux.Operation<>(
                                () -> "close",
                                reader -> new Running<>(release(), wire.endOfCommand(), null),
                                1,
                                true,
                                scope))
                .then();
    }

    private Mono<Void> release() {
        if (state.isClosed) {
            return Mono.empty();
        }
        state.isClosed = true;
        lane.endAll();
        return new Cleaning(wire, checkout, runtime, telling)
                .clean(state.isInTransaction)
                .then(telling.tell(EngineListener::onRelease))
                .then(wire.close());
    }

    /** Ends the conversation but keeps the connection, for another conversation. */
    public Mono<Void> leave() {
        return new LaneFlux<>(
                        lane,
                        new LaneFlux.Operation<>(
                                () -> "leave",
                                reader -> new Running<>(
                                        Mono.fromRunnable(() -> {
                                            state.isClosed = true;
                                            wire.leave();
                                        }),
                                        wire.endOfCommand(),
                                        null),
                                1,
                                true,
                                scope))
                .then();
    }

    /** What is done on the connection, or was done last. */
    String activity() {
        return lane.activity();
    }

    /** For how long the server has had nothing to do on the connection, or null if it has. */
    @Nullable
    Duration idle() {
        return lane.idle();
    }

    /** What users keep with the physical connection. */
    public ConcurrentMap<Object, Object> attributes() {
        return checkout.physical().attributes();
    }

    /** Breaks the connection off; it is still to be closed. */
    public Mono<Void> destroy(String reason) {
        return wire.destroy(reason);
    }

    /** Whether the connection broke or was given up. */
    public boolean isDoomed() {
        return checkout.physical().doomedBecause() != null;
    }

    /** Takes the connection away from its user: what runs on it is stopped and fails, and so does what comes later. */
    Mono<Void> abort(String reason) {
        Mono<Void> stopped = wire.stop().timeout(ABORT_PATIENCE).onErrorResume(failure -> {
            LOG.debug("The server could not be told to stop what runs on a connection", failure);
            return Mono.empty();
        });
        checkout.physical().doom(reason);
        return stopped.then(wire.destroy(reason))
                .then(close().timeout(checkout.cleanUpTimeout()).onErrorResume(late -> wire.close()));
    }
}
