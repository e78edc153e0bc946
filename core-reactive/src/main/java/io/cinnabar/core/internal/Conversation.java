package io.cinnabar.core.internal;

import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.transaction.SessionReset;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DatabaseException;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private static final int DEFAULT_PORTION = 1_000;
    private static final int SHOWN_LABEL = 80;
    private static final Duration ABORT_PATIENCE = Duration.ofSeconds(2);

    private final Runtime runtime;
    private final Checkout checkout;
    private final Wire wire;
    private final Lane lane;
    private final Observation observation;
    private final State state;
    private final @Nullable Scope scope;

    /** What changes as the conversation goes on; only the operation that has the turn writes it. */
    private static final class State {
        private final AtomicInteger savepoints = new AtomicInteger();
        private volatile boolean isInTransaction;
        private volatile int transactionNumber;
        private volatile boolean isClosed;
    }

    /** A conversation over a connection that nobody else uses. */
    public Conversation(Checkout checkout, Runtime runtime) {
        this.runtime = runtime;
        this.checkout = checkout;
        this.wire = new Wire(checkout, runtime);
        this.lane = new Lane(runtime.settings().scopePatience());
        this.observation = new Observation(runtime);
        this.state = new State();
        this.scope = null;
        checkout.heldBy(this);
    }

    private Conversation(Conversation whole, Scope scope) {
        this.runtime = whole.runtime;
        this.checkout = whole.checkout;
        this.wire = whole.wire;
        this.lane = whole.lane;
        this.observation = whole.observation;
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
        return operation(() -> describe(statement, options), maxBuffered, takesAll -> {
            Prepared prepared = runtime.plans().prepare(statement, options);
            checkParameters(prepared, parameters);
            var binds = new BindWriter(
                    prepared, List.of(parameters), runtime.dialect().maxBinds());
            // A reader that asks for portions may stop early; rows in a portal can then be left where they are.
            int wanted = options.get(ExecutionOptions.FETCH_SIZE, takesAll ? 0 : DEFAULT_PORTION);
            int fetchSize = runtime.provider().driverRules().fetchSize(wanted, binds.hasBinds());
            return new Running<>(
                    rows(statement, prepared, binds, options, fetchSize, maxBuffered == 0),
                    wire.endOfRows(fetchSize, binds.hasBinds(), state.isInTransaction),
                    wire.silence(options.get(ExecutionOptions.TIMEOUT)));
        });
    }

    /** The rows of a statement for many rows of parameters, once its turn has come. */
    <R> Flux<R> rows(
            RowStatement<R> statement, Prepared prepared, List<Parameters> parameters, ExecutionOptions options) {
        var binds = new BindWriter(prepared, parameters, runtime.dialect().maxBinds());
        int fetchSize = runtime.provider().driverRules().fetchSize(0, binds.hasBinds());
        return rows(statement, prepared, binds, options, fetchSize, false);
    }

    private <R> Flux<R> rows(
            RowStatement<R> statement,
            Prepared prepared,
            BindWriter binds,
            ExecutionOptions options,
            int fetchSize,
            boolean isStreamed) {
        String sql = sql(prepared, binds, options);
        var event = new StatementEvent(runtime.engineName(), sql, options, prepared.isCacheHit(), binds.rowCount());
        Flux<R> rows = wire.rows(
                sql,
                fetchSize,
                isStreamed,
                binds::bindTo,
                new RowReader<>(statement, prepared.plan(), runtime.codecs()));
        return limited(options, observation.observe(described(rows, binds), event, binds));
    }

    /** The number of rows that a statement changed. */
    public Mono<Long> update(Statement statement, Parameters parameters, ExecutionOptions options) {
        if (statement instanceof SchemaStatement schemaStatement) {
            return command(schemaStatement);
        }
        return operation(() -> describe(statement, options), Integer.MAX_VALUE, takesAll -> {
                    Prepared prepared = runtime.plans().prepare(statement, options);
                    checkParameters(prepared, parameters);
                    return new Running<>(
                            update(prepared, List.of(parameters), options),
                            wire.endOfUpdate(),
                            wire.silence(options.get(ExecutionOptions.TIMEOUT)));
                })
                .reduce(0L, Long::sum);
    }

    /** The number of rows that a prepared statement changed, once its turn has come. */
    Flux<Long> update(Prepared prepared, List<Parameters> parameters, ExecutionOptions options) {
        var binds = new BindWriter(prepared, parameters, runtime.dialect().maxBinds());
        String sql = sql(prepared, binds, options);
        var event = new StatementEvent(runtime.engineName(), sql, options, prepared.isCacheHit(), parameters.size());
        Flux<Long> changed = wire.update(sql, binds::bindTo).flux();
        return limited(options, observation.observe(described(changed, binds), event, binds));
    }

    /** Errors of the database say what was executed. */
    private <T> Flux<T> described(Flux<T> execution, BindWriter binds) {
        return execution.doOnError(
                DatabaseException.class,
                failure -> FailureDetails.describe(
                        failure, binds, runtime.settings().showsBindValues()));
    }

    /**
     * The number of rows that a statement changed for each of many rows of parameters, sent as one batch of the driver.
     */
    Flux<Long> repeated(Prepared prepared, List<Parameters> parameters, ExecutionOptions options) {
        List<BindWriter> binds = parameters.stream()
                .map(row ->
                        new BindWriter(prepared, List.of(row), runtime.dialect().maxBinds()))
                .toList();
        String sql = sql(prepared, binds.get(0), options);
        var event = new StatementEvent(runtime.engineName(), sql, options, prepared.isCacheHit(), parameters.size());
        Consumer<io.r2dbc.spi.Statement> binding = statement -> {
            for (int index = 0; index < binds.size(); index++) {
                if (index > 0) {
                    statement.add();
                }
                binds.get(index).bindTo(statement);
            }
        };
        Flux<Long> changed = Flux.defer(() -> {
            var succeeded = new AtomicLong();
            return wire.updates(sql, binding)
                    .doOnNext(rows -> succeeded.incrementAndGet())
                    .doOnError(
                            DatabaseException.class,
                            failure -> FailureDetails.describe(
                                    failure,
                                    binds,
                                    succeeded.get(),
                                    runtime.settings().showsBindValues()))
                    .reduce(0L, Long::sum);
        });
        return limited(options, observation.observe(changed, event, binds.get(0)));
    }

    private Mono<Long> command(SchemaStatement statement) {
        return operation(() -> describe(statement, ExecutionOptions.NONE), Integer.MAX_VALUE, takesAll -> {
                    String sql = runtime.dialect().ddlCompiler().compile(statement);
                    var event = new StatementEvent(runtime.engineName(), sql, ExecutionOptions.NONE, false, 1);
                    Flux<Long> work = wire.update(sql, ignored -> {}).flux();
                    return new Running<>(
                            observation.observe(work, event, null), wire.endOfUpdate(), wire.silence(null));
                })
                .reduce(0L, Long::sum);
    }

    /** An operation that takes its turn. */
    private <T> Flux<T> operation(Supplier<String> label, int maxBuffered, LaneFlux.Work<T> work) {
        LaneFlux.Work<T> whileOpen = takesAll -> {
            checkUsable();
            return work.start(takesAll);
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
        return operation(
                () -> label,
                1,
                takesAll -> new Running<>(
                        work.get(),
                        wire.endOfCommand(),
                        label.equals("COMMIT") ? wire.silenceOfCommit() : wire.silence(null)));
    }

    /** An operation of several statements, which the server is told to stop if the reader goes. */
    <T> Flux<T> several(String label, Supplier<? extends Publisher<T>> work) {
        return operation(
                () -> label, Integer.MAX_VALUE, takesAll -> new Running<>(work.get(), wire.endOfUpdate(), null));
    }

    private static CinnabarException closed() {
        return new InvalidRequestException(
                ErrorCode.CLOSED,
                "The connection was used after it had gone back to the pool. Keep everything that uses it inside the"
                        + " function that was given it.");
    }

    private <T> Flux<T> limited(ExecutionOptions options, Flux<T> execution) {
        Duration timeout = options.get(ExecutionOptions.TIMEOUT);
        Flux<T> limited = timeout == null && !wire.hasStatementTimeout()
                ? execution
                : wire.statementTimeout(timeout).thenMany(execution);
        String label = options.get(ExecutionOptions.LABEL);
        return label == null ? limited : limited.contextWrite(context -> context.put(StatementEvent.LABEL_KEY, label));
    }

    private String sql(Prepared prepared, BindWriter binds, ExecutionOptions options) {
        if (prepared.plan().compiled().mayChangeSession()) {
            checkout.physical().touched(true);
        }
        Map<String, String> schemas = options.get(ExecutionOptions.SCHEMA_TRANSLATION, Map.of());
        return prepared.plan().compiled().sql(binds.sizes(), schemas);
    }

    static void checkParameters(Prepared prepared, Parameters parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        Set<String> known = prepared.plan().parameterNames();
        for (String name : parameters.names()) {
            if (!known.contains(name)) {
                throw new InvalidRequestException(
                        ErrorCode.PARAMETER_UNKNOWN,
                        "A value was given for the parameter '" + name + "', but the statement's parameters are "
                                + known + ".");
            }
        }
    }

    /** What an operation is, for messages: its label, or the beginning of its SQL. */
    private String describe(Statement statement, ExecutionOptions options) {
        String label = options.get(ExecutionOptions.LABEL);
        String text = label == null ? statement.toString() : label;
        return text.length() <= SHOWN_LABEL ? text : text.substring(0, SHOWN_LABEL) + "…";
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
            Scope inner = innerScope("transaction", context);
            return begin(options, inner).thenReturn(new Conversation(this, inner));
        });
    }

    private Scope innerScope(String label, ContextView context) {
        return new Scope(label, Scope.inner(scope, context.<Scope>getOrDefault(lane, null)));
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
                    return wire.begin(options)
                            .doOnSuccess(done -> {
                                state.isInTransaction = true;
                                state.transactionNumber++;
                                if (inner != null) {
                                    lane.open(inner);
                                }
                                tell(listener -> listener.onBegin(runtime.engineName()));
                            })
                            .then(wire.statementTimeout(options.statementTimeout()));
                })
                .then();
    }

    /** The number of the transaction that is open, or was last. */
    public int transactionNumber() {
        return state.transactionNumber;
    }

    /** Commits the transaction. */
    public Mono<Void> commit() {
        return end("COMMIT", wire::commit, listener -> listener.onCommit(runtime.engineName()));
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
        return unlessClosed(rollback());
    }

    /** Undoes what was done since a savepoint, for a reader that has gone. */
    public Mono<Void> rollbackToSavepointOnCancel(String name) {
        return unlessClosed(rollbackToSavepoint(name));
    }

    private Mono<Void> unlessClosed(Mono<Void> work) {
        return work.onErrorResume(failure -> state.isClosed ? Mono.empty() : Mono.error(failure));
    }

    /** Rolls the transaction back. */
    public Mono<Void> rollback() {
        return end("ROLLBACK", wire::rollback, listener -> listener.onRollback(runtime.engineName()));
    }

    private Mono<Void> end(String words, Supplier<Mono<Void>> work, Consumer<EngineListener> news) {
        return whole(words, () -> {
                    if (!state.isInTransaction) {
                        throw new InvalidRequestException(
                                ErrorCode.TRANSACTION_STATE,
                                "There is no open transaction to end with " + words
                                        + ". It was never begun, or was committed or rolled back before.");
                    }
                    return work.get()
                            .doOnTerminate(() -> {
                                state.isInTransaction = false;
                                endScope();
                            })
                            .doOnSuccess(done -> tell(news))
                            .doOnError(CommitOutcomeUnknownException.class, this::tellUnknown);
                })
                .then();
    }

    private void tellUnknown(CommitOutcomeUnknownException failure) {
        LOG.warn("Whether a transaction was committed is not known: {}", failure.getMessage());
        tell(listener -> listener.onOutcomeUnknown(runtime.engineName()));
    }

    /** The scope has ended, whether its end went well or not. */
    private void endScope() {
        if (scope != null) {
            lane.end(scope);
        }
    }

    private void tell(Consumer<EngineListener> news) {
        runtime.listeners().forEach(news);
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
            Scope inner = innerScope("savepoint", context);
            return inTransaction(
                            "SAVEPOINT",
                            () -> wire.command("SAVEPOINT " + quoted(name)).doOnSuccess(done -> lane.open(inner)))
                    .doOnSuccess(done -> tell(listener -> listener.onSavepoint(runtime.engineName(), name)))
                    .thenReturn(new Conversation(this, inner));
        });
    }

    /** Gives up a savepoint and keeps its work. */
    public Mono<Void> releaseSavepoint(String name) {
        String sql = runtime.provider().driverRules().releaseSavepoint(quoted(name));
        return inTransaction(
                "RELEASE SAVEPOINT",
                () -> (sql.isEmpty() ? Mono.<Void>empty() : wire.command(sql)).doOnTerminate(this::endScope));
    }

    /** Undoes what was done since a savepoint. */
    public Mono<Void> rollbackToSavepoint(String name) {
        return inTransaction(
                "ROLLBACK TO SAVEPOINT",
                () -> wire.command("ROLLBACK TO SAVEPOINT " + quoted(name)).doOnTerminate(() -> {
                    wire.forgetTimeout();
                    endScope();
                }));
    }

    private String quoted(String name) {
        return runtime.dialect().quoter().quote(name);
    }

    private Mono<Void> inTransaction(String words, Supplier<Mono<Void>> work) {
        return whole(words, () -> {
                    if (!state.isInTransaction) {
                        throw new InvalidRequestException(
                                ErrorCode.TRANSACTION_STATE,
                                words + " needs an open transaction. Begin one with begin(…) first.");
                    }
                    return work.get();
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
                                takesAll -> new Running<>(release(), wire.endOfCommand(), null),
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
        PhysicalConnection physical = checkout.physical();
        Mono<Void> cleanUp = physical.doomedBecause() == null ? cleanUp(physical) : Mono.empty();
        return cleanUp.timeout(checkout.cleanUpTimeout())
                .onErrorResume(failure -> {
                    LOG.warn(
                            "A connection could not be cleaned before it went back to the pool; it is destroyed",
                            failure);
                    return wire.destroy("it could not be cleaned before it went back to the pool: " + failure);
                })
                .then(wire.close())
                .doFinally(signal -> tell(listener -> listener.onRelease(runtime.engineName())));
    }

    /** Leaves nothing behind for the next user: no transaction, no limit, no setting. */
    private Mono<Void> cleanUp(PhysicalConnection physical) {
        Mono<Void> rollback = Mono.defer(
                () -> state.isInTransaction || wire.hasForeignTransaction() ? wire.rollback() : Mono.empty());
        return rollback.then(wire.statementTimeout(null)).then(Mono.defer(() -> reset(physical)));
    }

    private Mono<Void> reset(PhysicalConnection physical) {
        SessionReset when = runtime.settings().reset();
        if (when == SessionReset.NEVER || when == SessionReset.WHEN_TOUCHED && !physical.isTouched()) {
            return Mono.empty();
        }
        return wire.reset()
                .doOnNext(isReset -> {
                    physical.touched(false);
                    physical.prepared(false);
                    if (!isReset) {
                        physical.doom("its session may have been changed, and cannot be put back");
                    }
                })
                .then();
    }

    /** Ends the conversation but keeps the connection, for another conversation. */
    public Mono<Void> leave() {
        return new LaneFlux<>(
                        lane,
                        new LaneFlux.Operation<>(
                                () -> "leave",
                                takesAll -> new Running<>(
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
