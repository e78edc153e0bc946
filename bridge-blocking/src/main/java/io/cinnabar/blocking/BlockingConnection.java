package io.cinnabar.blocking;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.Connection;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
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
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * A connection of an engine's pool, for threads that may wait. Outside a transaction each statement commits on its own.
 * A statement that changes rows is executed by {@code execute(…)} itself; one that returns rows is executed when the
 * result is asked for them.
 */
public final class BlockingConnection implements AutoCloseable {
    /** How many rows are asked for at a time where the caller does not say. */
    private static final int PORTION = 256;

    private final Connection connection;
    private final Caller caller;
    private final @Nullable Held<Connection> held;

    BlockingConnection(Connection connection, Caller caller) {
        this(connection, caller, null);
    }

    private BlockingConnection(Connection connection, Caller caller, @Nullable Held<Connection> held) {
        this.connection = connection;
        this.caller = caller;
        this.held = held;
    }

    /** A connection that is closed by its user. */
    static BlockingConnection held(Held<Connection> held) {
        return new BlockingConnection(held.value(), held.caller(), held);
    }

    Caller caller() {
        return caller;
    }

    /** The reactive form of the same connection. */
    public Connection reactive() {
        return connection;
    }

    /** The rows of a query, of text, or of a change that returns rows. */
    public <R> BlockingResult<R> execute(RowStatement<R> statement) {
        return new BlockingResult<>(connection.execute(statement), caller);
    }

    /** The rows of a statement with the values of its named parameters. */
    public <R> BlockingResult<R> execute(RowStatement<R> statement, Parameters parameters) {
        return new BlockingResult<>(connection.execute(statement, parameters), caller);
    }

    /** Executes a change. */
    public BlockingUpdateResult execute(DmlStatement statement) {
        return BlockingUpdateResult.of(connection.execute(statement), caller);
    }

    /** Executes a change with named parameters. */
    public BlockingUpdateResult execute(DmlStatement statement, Parameters parameters) {
        return BlockingUpdateResult.of(connection.execute(statement, parameters), caller);
    }

    /** Executes a statement on the schema. */
    public BlockingUpdateResult execute(DdlStatement statement) {
        return BlockingUpdateResult.of(connection.execute(statement), caller);
    }

    /**
     * The rows of a statement in bounded memory, in a stream that must be closed. Until its last row is read, another
     * operation on this connection fails at once.
     */
    public <R> Stream<R> stream(RowStatement<R> statement) {
        return caller.stream(connection.stream(statement), PORTION);
    }

    /** The rows of a statement in bounded memory, fetched in portions of so many rows. */
    public <R> Stream<R> stream(RowStatement<R> statement, int fetchSize) {
        return caller.stream(connection.stream(statement, fetchSize), Math.min(fetchSize, PORTION));
    }

    /** The rows of a statement with named parameters in bounded memory, fetched in portions of so many rows. */
    public <R> Stream<R> stream(RowStatement<R> statement, Parameters parameters, int fetchSize) {
        return caller.stream(connection.stream(statement, parameters, fetchSize), Math.min(fetchSize, PORTION));
    }

    /** The only value of the only row; nothing where it is NULL or there is no row. */
    public <T> Optional<T> scalar(RowStatement<? extends Row1<? extends @Nullable T>> statement) {
        return scalar(statement, Parameters.NONE);
    }

    /** The only value of the only row of a statement with named parameters. */
    public <T> Optional<T> scalar(
            RowStatement<? extends Row1<? extends @Nullable T>> statement, Parameters parameters) {
        return caller.optional(connection.<T>scalar(narrowed(statement), parameters));
    }

    /** The only value of each row; signals an error at one that is NULL. */
    public <T> List<T> scalars(RowStatement<? extends Row1<? extends @Nullable T>> statement) {
        return scalars(statement, Parameters.NONE);
    }

    /** The only value of each row of a statement with named parameters; signals an error at one that is NULL. */
    public <T> List<T> scalars(RowStatement<? extends Row1<? extends @Nullable T>> statement, Parameters parameters) {
        return caller.list(connection.<T>scalars(narrowed(statement), parameters));
    }

    @SuppressWarnings("unchecked") // values are read from the rows only
    private static <T> RowStatement<? extends Row1<T>> narrowed(
            RowStatement<? extends Row1<? extends @Nullable T>> statement) {
        return (RowStatement<? extends Row1<T>>) statement;
    }

    /**
     * Executes a change for each row of parameters, with as few statements as the database allows. All or nothing:
     * outside a transaction it runs in one of its own.
     */
    public BlockingUpdateResult executeMany(DmlStatement statement, List<Parameters> rows) {
        return BlockingUpdateResult.of(connection.executeMany(statement, rows), caller);
    }

    /** Inserts a row for each item. */
    public <T> BlockingUpdateResult executeMany(
            Insert insert, Collection<? extends T> items, BiConsumer<RowValues, ? super T> description) {
        return BlockingUpdateResult.of(connection.executeMany(insert, items, description), caller);
    }

    /** The rows that an insert of many rows returns, in the order of the parameters. */
    public <R> BlockingResult<R> executeMany(Returning<R> statement, List<Parameters> rows) {
        return new BlockingResult<>(connection.executeMany(statement, rows), caller);
    }

    /** The rows that an insert returns which inserts a row for each item, in the order of the items. */
    public <T, R> BlockingResult<R> executeMany(
            Returning<R> statement, Collection<? extends T> items, BiConsumer<RowValues, ? super T> description) {
        return new BlockingResult<>(connection.executeMany(statement, items, description), caller);
    }

    /** Runs work in a transaction: committed when it returns, rolled back when it throws. */
    public <T extends @Nullable Object> T begin(Function<? super BlockingConnection, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Connection, T>call(
                attempt -> connection.<T>begin(attempt),
                (inner, within) -> work.apply(new BlockingConnection(inner, within)),
                Ending.UNKNOWN);
    }

    /** Runs work in a transaction with options: committed when it returns, rolled back when it throws. */
    public <T extends @Nullable Object> T begin(
            TransactionOptions transaction, Function<? super BlockingConnection, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Connection, T>call(
                attempt -> connection.begin(transaction, attempt),
                (inner, within) -> work.apply(new BlockingConnection(inner, within)),
                Ending.UNKNOWN);
    }

    /** Begins a transaction that is committed or rolled back by hand. Signals an error if one is open. */
    public BlockingTransaction beginTransaction() {
        return new BlockingTransaction(caller.one(connection.beginTransaction()), caller);
    }

    /** Begins a transaction with options that is committed or rolled back by hand. Signals an error if one is open. */
    public BlockingTransaction beginTransaction(TransactionOptions transaction) {
        return new BlockingTransaction(caller.one(connection.beginTransaction(transaction)), caller);
    }

    /** Runs work that can fail without the transaction: undone back to a savepoint when it throws. */
    public <T extends @Nullable Object> T savepoint(Function<? super BlockingConnection, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Connection, T>call(
                attempt -> connection.<T>savepoint(attempt),
                (inner, within) -> work.apply(new BlockingConnection(inner, within)),
                Ending.AWAITED);
    }

    /** Runs work that can fail without the transaction, under a savepoint with a name. */
    public <T extends @Nullable Object> T savepoint(
            String name, Function<? super BlockingConnection, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Connection, T>call(
                attempt -> connection.savepoint(name, attempt),
                (inner, within) -> work.apply(new BlockingConnection(inner, within)),
                Ending.AWAITED);
    }

    /**
     * The isolation level of the transaction, as the database says it; where none is open, that of one that does not
     * ask for another.
     */
    public IsolationLevel isolationLevel() {
        return caller.one(connection.isolationLevel());
    }

    /** Whether a transaction is open. */
    public boolean isInTransaction() {
        return connection.isInTransaction();
    }

    /** Whether a savepoint of {@link #savepoint} is open. */
    public boolean isInSavepoint() {
        return connection.isInSavepoint();
    }

    /**
     * Creates the tables, sequences and types of the metadata that the database does not have, in the order of their
     * dependencies. Not atomic on databases where schema statements commit by themselves.
     */
    public void createAll(MetaData metadata) {
        caller.get(connection.createAll(metadata));
    }

    /** Drops the tables, sequences and types of the metadata that the database has. */
    public void dropAll(MetaData metadata) {
        caller.get(connection.dropAll(metadata));
    }

    /** This connection, each of whose calls may take so long, as {@link BlockingEngine#withTimeout} says. */
    public BlockingConnection withTimeout(Duration timeout) {
        return new BlockingConnection(connection, caller.withTimeout(timeout), held);
    }

    /** This connection with an execution option for the statements that are executed through the returned object. */
    public <T> BlockingConnection withOption(ExecutionOption<T> option, T value) {
        return new BlockingConnection(connection.withOption(option, value), caller, held);
    }

    /** The execution options that hold for statements of this connection. */
    public ExecutionOptions options() {
        return connection.options();
    }

    /** Runs work on the driver's own connection, which is reactive, and returns what it emits. */
    public <T> List<T> withDriverConnection(Function<? super io.r2dbc.spi.Connection, ? extends Publisher<T>> work) {
        return caller.list(connection.<T>withDriverConnection(work));
    }

    /** What users keep with the connection behind this one, for as long as that lives. */
    public ConcurrentMap<Object, Object> attributes() {
        return connection.attributes();
    }

    /**
     * Gives the connection up: it is broken off at once, what runs on it and what comes later fails, and nobody gets it
     * again. It is still to be closed.
     */
    public void invalidate() {
        caller.finish(connection.invalidate());
    }

    /** Whether the connection broke or was given up, so that nothing can be done with it but to close it. */
    public boolean isInvalidated() {
        return connection.isInvalidated();
    }

    /** Rolls back what is open and gives the connection back to the pool. Does nothing the second time. */
    @Override
    public void close() {
        caller.finish(connection.close());
        if (held != null) {
            held.close();
        }
    }

    /** Whether the connection has gone back to the pool. */
    public boolean isClosed() {
        return connection.isClosed();
    }
}
