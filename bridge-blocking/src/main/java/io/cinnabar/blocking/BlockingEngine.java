package io.cinnabar.blocking;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.Connection;
import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolStatus;
import io.cinnabar.core.ServerInfo;
import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * The entry to a database for threads that may wait: the same pool, dialect and cache of compiled statements as the
 * {@link Engine}, whose methods return here when they are done. Functions that are given to it run on the thread that
 * calls. On an event loop or a parallel thread each call is refused; an interrupt stops what is waited for. Made once
 * and shared by all threads.
 */
public final class BlockingEngine implements AutoCloseable {
    private final Engine engine;
    private final Caller caller;

    private BlockingEngine(Engine engine, Caller caller) {
        this.engine = engine;
        this.caller = caller;
    }

    /** The blocking form of an engine, over the same pool. */
    public static BlockingEngine of(Engine engine) {
        return new BlockingEngine(requireNonNull(engine, "engine"), Caller.FREE);
    }

    /** An engine for a database, with the default options. */
    public static BlockingEngine create(String url) {
        return of(Engine.create(url));
    }

    /** An engine for a database. Signals an error for a URL that cannot be read or whose driver has no dialect. */
    public static BlockingEngine create(String url, EngineOptions options) {
        return of(Engine.create(url, options));
    }

    /** An engine for a database whose address was put together from parts. */
    public static BlockingEngine create(DatabaseUrl url, EngineOptions options) {
        return of(Engine.create(url, options));
    }

    /** An engine for a database that R2DBC's own options describe. */
    public static BlockingEngine of(ConnectionFactoryOptions connectionOptions) {
        return of(Engine.of(connectionOptions));
    }

    /** An engine for a database that R2DBC's own options describe, with options. */
    public static BlockingEngine of(ConnectionFactoryOptions connectionOptions, EngineOptions options) {
        return of(Engine.of(connectionOptions, options));
    }

    /** An engine for a database that properties describe, behind a prefix. */
    public static BlockingEngine from(Map<String, String> properties, String prefix) {
        return of(Engine.from(properties, prefix));
    }

    /** An engine for a database that properties describe; what they do not set is as the options say. */
    public static BlockingEngine from(Map<String, String> properties, String prefix, EngineOptions options) {
        return of(Engine.from(properties, prefix, options));
    }

    /** An engine over a factory of connections. A pool that is one is used as it is; else connections are pooled. */
    public static BlockingEngine of(ConnectionFactory connectionFactory) {
        return of(Engine.of(connectionFactory));
    }

    /** An engine over a factory of connections, with options. */
    public static BlockingEngine of(ConnectionFactory connectionFactory, EngineOptions options) {
        return of(Engine.of(connectionFactory, options));
    }

    /** An engine over a factory of connections, with a dialect of its own. */
    public static BlockingEngine of(
            ConnectionFactory connectionFactory, DialectProvider provider, EngineOptions options) {
        return of(Engine.of(connectionFactory, provider, options));
    }

    /** The reactive form, over the same pool. */
    public Engine reactive() {
        return engine;
    }

    /** Takes a connection from the pool, to be used in try-with-resources. */
    public BlockingConnection acquire() {
        return BlockingConnection.held(caller.open(work -> engine.connect(connection -> work.apply(connection))));
    }

    /**
     * Runs work with a connection, each statement committing on its own; the connection goes back to the pool in any
     * case.
     */
    public <T extends @Nullable Object> T connect(Function<? super BlockingConnection, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Connection, T>call(
                attempt -> engine.<T>connect(attempt),
                (connection, inner) -> work.apply(new BlockingConnection(connection, inner)),
                Ending.AWAITED);
    }

    /** Runs work in a transaction: committed when it returns, rolled back when it throws. */
    public <T extends @Nullable Object> T begin(Function<? super BlockingConnection, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Connection, T>call(
                attempt -> engine.<T>begin(attempt),
                (connection, inner) -> work.apply(new BlockingConnection(connection, inner)),
                Ending.UNKNOWN);
    }

    /** Runs work in a transaction with options. */
    public <T extends @Nullable Object> T begin(
            TransactionOptions options, Function<? super BlockingConnection, ? extends T> work) {
        requireNonNull(work, "work");
        return caller.<Connection, T>call(
                attempt -> engine.begin(options, attempt),
                (connection, inner) -> work.apply(new BlockingConnection(connection, inner)),
                Ending.UNKNOWN);
    }

    /**
     * The same engine, each of whose calls may take so long: a call that is not over then is cancelled and signals a
     * {@code QueryTimeoutException}. For {@code connect} and {@code begin} it is the time of all that they do.
     */
    public BlockingEngine withTimeout(Duration timeout) {
        return new BlockingEngine(engine, caller.withTimeout(timeout));
    }

    /** An engine with an execution option for its statements, over the same pool and cache. */
    public <T> BlockingEngine withOption(ExecutionOption<T> option, T value) {
        return new BlockingEngine(engine.withOption(option, value), caller);
    }

    /** An engine with another way to begin transactions, over the same pool and cache: such as a read-only one. */
    public BlockingEngine withTransaction(TransactionOptions options) {
        return new BlockingEngine(engine.withTransaction(options), caller);
    }

    /** Adds a listener; disposing of what is returned takes it away again. */
    public Disposable listen(EngineListener listener) {
        return engine.listen(listener);
    }

    /** What the database says of itself; opens a connection for it. */
    public ServerInfo server() {
        return caller.one(engine.server());
    }

    /** The dialect, to render statements with: {@code statement.sql(engine.dialect())}. */
    public Dialect dialect() {
        return engine.dialect();
    }

    /** The name of the engine. */
    public String name() {
        return engine.name();
    }

    /** The address of the database, or null for an engine over a factory. */
    public @Nullable DatabaseUrl url() {
        return engine.url();
    }

    /** The execution options that hold for every statement. */
    public ExecutionOptions options() {
        return engine.options();
    }

    /** The state of the pool; null where there is none. */
    public @Nullable PoolStatus pool() {
        return engine.pool();
    }

    /** The number of compiled statements in the cache. */
    public int compiledStatements() {
        return engine.compiledStatements();
    }

    /** Forgets all compiled statements. */
    public void clearCompiledStatements() {
        engine.clearCompiledStatements();
    }

    /** Lets every connection that is open now be replaced, as {@link Engine#renewConnections()} does. */
    public void renewConnections() {
        engine.renewConnections();
    }

    /** Closes the engine and its connections, as {@link Engine#close()} does. */
    @Override
    public void close() {
        caller.finish(engine.close());
    }

    /** Closes the engine, waiting as long as this for the connections in use; zero takes them away at once. */
    public void close(Duration patience) {
        caller.finish(engine.close(patience));
    }

    @Override
    public String toString() {
        return engine.toString();
    }
}
