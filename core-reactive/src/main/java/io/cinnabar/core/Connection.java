package io.cinnabar.core;

import static java.util.Objects.requireNonNull;

import io.cinnabar.compile.SchemaPlanner;
import io.cinnabar.core.internal.BatchExecution;
import io.cinnabar.core.internal.Conversation;
import io.cinnabar.core.internal.JvmErrors;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ResultException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.sql.DdlStatement;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Returning;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.RowValues;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.TextStatement;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection of an engine's pool. Operations may come from any thread and take turns, in the order in which they are
 * subscribed to. Outside a transaction each statement commits on its own.
 */
public final class Connection {
    private final Conversation conversation;
    private final SchemaTasks schema;
    private final TransactionOptions transactionDefaults;
    private final ExecutionOptions options;

    Connection(
            Conversation conversation,
            SchemaTasks schema,
            TransactionOptions transactionDefaults,
            ExecutionOptions options) {
        this.conversation = conversation;
        this.schema = schema;
        this.transactionDefaults = transactionDefaults;
        this.options = options;
    }

    private ExecutionOptions options(Statement statement) {
        return options.merge(statement.options());
    }

    /** The rows of a query, of text, or of a change that returns rows. */
    public <R> Result<R> execute(RowStatement<R> statement) {
        return execute(statement, Parameters.NONE);
    }

    /** The rows of a statement with the values of its named parameters. */
    public <R> Result<R> execute(RowStatement<R> statement, Parameters parameters) {
        ExecutionOptions merged = options(statement);
        Flux<R> rows = conversation.rows(statement, parameters, merged);
        boolean isCounted = statement instanceof TextStatement<?>;
        return new Result<>(
                rows,
                isCounted
                        ? conversation.update(statement, parameters, merged)
                        : rows.count().as(JvmErrors::delivered));
    }

    /** The number of rows that a change concerned. */
    public UpdateResult execute(DmlStatement statement) {
        return execute(statement, Parameters.NONE);
    }

    /** The number of rows that a change with named parameters concerned. */
    public UpdateResult execute(DmlStatement statement, Parameters parameters) {
        return new UpdateResult(conversation.update(statement, parameters, options(statement)));
    }

    /** Executes a statement on the schema. */
    public UpdateResult execute(DdlStatement statement) {
        return new UpdateResult(conversation.update(statement, Parameters.NONE, options));
    }

    /**
     * The rows of a statement in bounded memory: no more than two portions of {@link ExecutionOptions#FETCH_SIZE} rows
     * are held, however slow the reader. Until the last row is read, another operation on this connection fails at
     * once.
     */
    public <R> Flux<R> stream(RowStatement<R> statement) {
        return conversation.stream(statement, Parameters.NONE, options(statement));
    }

    /** The rows of a statement in bounded memory, fetched in portions of so many rows. */
    public <R> Flux<R> stream(RowStatement<R> statement, int fetchSize) {
        return stream(statement, Parameters.NONE, fetchSize);
    }

    /** The rows of a statement with named parameters in bounded memory, fetched in portions of so many rows. */
    public <R> Flux<R> stream(RowStatement<R> statement, Parameters parameters, int fetchSize) {
        return conversation.stream(
                statement, parameters, options(statement).with(ExecutionOptions.FETCH_SIZE, fetchSize));
    }

    /** Emits the only value of the only row; nothing where it is NULL or there is no row. */
    public <T extends @Nullable Object> Mono<T> scalar(RowStatement<? extends Row1<T>> statement) {
        return scalar(statement, Parameters.NONE);
    }

    /** Emits the only value of the only row of a statement with named parameters. */
    public <T extends @Nullable Object> Mono<T> scalar(
            RowStatement<? extends Row1<T>> statement, Parameters parameters) {
        return execute(statement, parameters)
                .oneOrEmpty()
                .<T>flatMap(row -> Mono.justOrEmpty(row.v1()))
                .as(JvmErrors::delivered);
    }

    /** Emits the only value of each row; signals an error at one that is NULL. */
    public <T extends @Nullable Object> Flux<T> scalars(RowStatement<? extends Row1<T>> statement) {
        return scalars(statement, Parameters.NONE);
    }

    /** Emits the only value of each row of a statement with named parameters; signals an error at one that is NULL. */
    public <T extends @Nullable Object> Flux<T> scalars(
            RowStatement<? extends Row1<T>> statement, Parameters parameters) {
        return execute(statement, parameters).all().map(Connection::value);
    }

    private static <T extends @Nullable Object> T value(Row1<T> row) {
        T value = row.v1();
        if (value == null) {
            throw new ResultException(
                    ErrorCode.UNEXPECTED_NULL,
                    "Column '" + row.names().get(0) + "' is NULL in a row, which scalars(…) cannot emit. Use"
                            + " execute(…).all() for rows of Row1, or leave NULL out in the statement.");
        }
        return value;
    }

    /**
     * Executes a change for each row of parameters, with as few statements as the database allows. For an insert the
     * names that are no parameters are columns. All or nothing: outside a transaction it runs in one of its own.
     */
    public UpdateResult executeMany(DmlStatement statement, List<Parameters> rows) {
        List<Parameters> copy = List.copyOf(rows);
        ExecutionOptions merged = options(statement);
        return new UpdateResult(new BatchExecution(conversation, transactionDefaults).update(statement, copy, merged));
    }

    /**
     * Inserts a row for each item: {@code executeMany(insert(users), names, (row, name) -> row.set(users.name, name))}.
     */
    public <T> UpdateResult executeMany(
            Insert insert, Collection<? extends T> items, BiConsumer<RowValues, ? super T> description) {
        return executeMany(insert, BoundRows.of(insert.table(), items, description));
    }

    /** The rows that an insert of many rows returns, in the order of the parameters. */
    public <R> Result<R> executeMany(Returning<R> statement, List<Parameters> rows) {
        List<Parameters> copy = List.copyOf(rows);
        ExecutionOptions merged = options(statement);
        Flux<R> all = new BatchExecution(conversation, transactionDefaults).rows(statement, copy, merged);
        return new Result<>(all, all.count().as(JvmErrors::delivered));
    }

    /** The rows that an insert returns which inserts a row for each item, in the order of the items. */
    public <T, R> Result<R> executeMany(
            Returning<R> statement, Collection<? extends T> items, BiConsumer<RowValues, ? super T> description) {
        return executeMany(statement, BoundRows.of(statement.statement().table(), items, description));
    }

    /** Runs work in a transaction: committed when its Mono completes, rolled back on an error and on cancel. */
    public <T> Mono<T> begin(Function<? super Connection, ? extends Mono<T>> work) {
        return begin(transactionDefaults, work);
    }

    /**
     * Runs work in a transaction with options: committed when its Mono completes, rolled back on an error and on
     * cancel.
     */
    public <T> Mono<T> begin(TransactionOptions transaction, Function<? super Connection, ? extends Mono<T>> work) {
        requireNonNull(work, "work");
        return Mono.usingWhen(
                        conversation.enterTransaction(transaction),
                        inner -> JvmErrors.signalled(work.apply(over(inner))).contextWrite(inner::scoped),
                        Conversation::commit,
                        Conversation::rollbackAfter,
                        Conversation::rollbackOnCancel)
                .onErrorMap(CleanUpError::unwrapped);
    }

    /** Runs work of many elements in a transaction: committed on complete, rolled back on an error and on cancel. */
    public <T> Flux<T> beginMany(Function<? super Connection, ? extends Publisher<T>> work) {
        return beginMany(transactionDefaults, work);
    }

    /** Runs work of many elements in a transaction with options. */
    public <T> Flux<T> beginMany(
            TransactionOptions transaction, Function<? super Connection, ? extends Publisher<T>> work) {
        requireNonNull(work, "work");
        return Flux.usingWhen(
                        conversation.enterTransaction(transaction),
                        inner -> JvmErrors.signalled(Flux.<T>from(work.apply(over(inner))))
                                .contextWrite(inner::scoped),
                        Conversation::commit,
                        Conversation::rollbackAfter,
                        Conversation::rollbackOnCancel)
                .onErrorMap(CleanUpError::unwrapped);
    }

    /** What belongs to the transaction or savepoint of a conversation. */
    private Connection over(Conversation inner) {
        return new Connection(inner, schema, transactionDefaults, options);
    }

    /** Begins a transaction that is committed or rolled back by hand. Signals an error if one is open. */
    public Mono<Transaction> beginTransaction() {
        return beginTransaction(transactionDefaults);
    }

    /** Begins a transaction with options that is committed or rolled back by hand. Signals an error if one is open. */
    public Mono<Transaction> beginTransaction(TransactionOptions transaction) {
        return conversation.begin(transaction).then(Mono.fromSupplier(() -> new Transaction(conversation)));
    }

    /** Runs work that can fail without the transaction: undone back to a savepoint on an error and on cancel. */
    public <T> Mono<T> savepoint(Function<? super Connection, ? extends Mono<T>> work) {
        return Mono.defer(() -> savepoint(conversation.savepointName(), work));
    }

    /** Runs work that can fail without the transaction, under a savepoint with a name. */
    public <T> Mono<T> savepoint(String name, Function<? super Connection, ? extends Mono<T>> work) {
        return Mono.usingWhen(
                        conversation.enterSavepoint(name),
                        inner -> JvmErrors.signalled(work.apply(over(inner))).contextWrite(inner::scoped),
                        inner -> inner.releaseSavepoint(name),
                        (inner, failure) -> inner.rollbackToSavepoint(name),
                        inner -> inner.rollbackToSavepointOnCancel(name))
                .onErrorMap(CleanUpError::unwrapped);
    }

    /** Runs work of many elements that can fail without the transaction. */
    public <T> Flux<T> savepointMany(Function<? super Connection, ? extends Publisher<T>> work) {
        return Flux.defer(() -> {
            String name = conversation.savepointName();
            return Flux.usingWhen(
                            conversation.enterSavepoint(name),
                            inner -> JvmErrors.signalled(Flux.<T>from(work.apply(over(inner))))
                                    .contextWrite(inner::scoped),
                            inner -> inner.releaseSavepoint(name),
                            (inner, failure) -> inner.rollbackToSavepoint(name),
                            inner -> inner.rollbackToSavepointOnCancel(name))
                    .onErrorMap(CleanUpError::unwrapped);
        });
    }

    /**
     * Emits the isolation level of the transaction, as the database says it; where none is open, that of one that does
     * not ask for another.
     */
    public Mono<IsolationLevel> isolationLevel() {
        return scalar(schema.catalog().isolationLevel()).map(IsolationLevel::of);
    }

    /** Whether a transaction is open. */
    public boolean isInTransaction() {
        return conversation.isInTransaction();
    }

    /** Whether a savepoint of {@link #savepoint} is open. */
    public boolean isInSavepoint() {
        return conversation.isInSavepoint();
    }

    /**
     * Creates the tables, sequences and types of the metadata that the database does not have, in the order of their
     * dependencies. Not atomic on databases where schema statements commit by themselves.
     */
    public Mono<Void> createAll(MetaData metadata) {
        return schema.change(this, metadata, SchemaPlanner::create);
    }

    /**
     * Drops the tables, sequences and types of the metadata that the database has, in the reverse order of creation.
     */
    public Mono<Void> dropAll(MetaData metadata) {
        return schema.change(this, metadata, SchemaPlanner::drop);
    }

    /** This connection with an execution option for the statements that are executed through the returned object. */
    public <T> Connection withOption(ExecutionOption<T> option, T value) {
        return new Connection(conversation, schema, transactionDefaults, options.with(option, value));
    }

    /** The execution options that hold for statements of this connection. */
    public ExecutionOptions options() {
        return options;
    }

    /**
     * Runs work on the driver's own connection, for what only the driver can do. The work takes its turn; state that it
     * leaves behind is seen by the next user of the connection.
     */
    public <T> Flux<T> withDriverConnection(Function<? super io.r2dbc.spi.Connection, ? extends Publisher<T>> work) {
        return conversation.exclusively(() -> work.apply(conversation.driverConnection()));
    }

    /**
     * What users keep with the connection behind this one, for as long as that lives: across those who use it, such as
     * what they have found out about its session.
     */
    public ConcurrentMap<Object, Object> attributes() {
        return conversation.attributes();
    }

    /**
     * Gives the connection up: it is broken off at once, what runs on it and what comes later fails, and nobody gets it
     * again. It is still to be closed.
     */
    public Mono<Void> invalidate() {
        return conversation.destroy("its user has given it up");
    }

    /** Whether the connection broke or was given up, so that nothing can be done with it but to close it. */
    public boolean isInvalidated() {
        return conversation.isDoomed();
    }

    /** Rolls back what is open and gives the connection back to the pool. Does nothing the second time. */
    public Mono<Void> close() {
        return conversation.close();
    }

    /** Whether the connection has gone back to the pool. */
    public boolean isClosed() {
        return conversation.isClosed();
    }
}
