package io.cinnabar.core;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.FailureEvent;
import io.cinnabar.core.internal.Checkout;
import io.cinnabar.core.internal.Conversation;
import io.cinnabar.core.internal.JvmErrors;
import io.cinnabar.core.internal.Listeners;
import io.cinnabar.core.internal.Runtime;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.ServerVersion;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Sql;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionMetadata;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The entry to a database: a pool of connections, the dialect, and the cache of compiled statements. Made once and
 * shared by all threads; opens the first connection when something is executed.
 */
public final class Engine {
    private final ConnectionSource source;
    private final Runtime runtime;
    private final SchemaTasks schema;
    private final EngineOptions settings;
    private final TransactionOptions transaction;
    private final ExecutionOptions execution;

    private Engine(
            ConnectionSource source,
            Runtime runtime,
            SchemaTasks schema,
            EngineOptions settings,
            TransactionOptions transaction,
            ExecutionOptions execution) {
        this.source = source;
        this.runtime = runtime;
        this.schema = schema;
        this.settings = settings;
        this.transaction = transaction;
        this.execution = execution;
    }

    /** An engine for a database, with the default options: {@code Engine.create("r2dbc:postgresql://host/shop")}. */
    public static Engine create(String url) {
        return create(url, EngineOptions.DEFAULT);
    }

    /** An engine for a database. Signals an error for a URL that cannot be read or whose driver has no dialect. */
    public static Engine create(String url, EngineOptions options) {
        return create(DatabaseUrl.parse(url), options);
    }

    /** An engine for a database whose address was put together from parts. */
    public static Engine create(DatabaseUrl url, EngineOptions options) {
        DialectProvider provider = Dialects.forDriver(url.driver());
        Listeners listeners = listeners(options);
        return of(ConnectionSource.of(url, provider, options, listeners), provider, options, listeners);
    }

    /** An engine for a database that R2DBC's own options describe, as they are where a framework has read them. */
    public static Engine of(ConnectionFactoryOptions connectionOptions) {
        return of(connectionOptions, EngineOptions.DEFAULT);
    }

    /** An engine for a database that R2DBC's own options describe, with options. */
    public static Engine of(ConnectionFactoryOptions connectionOptions, EngineOptions options) {
        return create(DatabaseUrl.of(connectionOptions), options);
    }

    /**
     * An engine for a database that properties describe, such as those of a file: {@code url}, {@code pool.max-size},
     * {@code transaction.isolation-level} and so on, behind a prefix such as {@code "shop.database."}. Properties
     * without the prefix are passed over; one with it that does not exist is an error. Words may be joined by hyphens,
     * underscores or capitals. Chapter 1 of the manual lists them.
     */
    public static Engine from(Map<String, String> properties, String prefix) {
        return from(properties, prefix, EngineOptions.DEFAULT);
    }

    /** An engine for a database that properties describe; what they do not set is as the options say. */
    public static Engine from(Map<String, String> properties, String prefix, EngineOptions options) {
        var read = new EngineProperties(properties, prefix);
        return create(read.url(), read.options(options));
    }

    /** An engine over a factory of connections. A pool that is one is used as it is; else connections are pooled. */
    public static Engine of(ConnectionFactory connectionFactory) {
        return of(connectionFactory, EngineOptions.DEFAULT);
    }

    /** An engine over a factory of connections, with options. */
    public static Engine of(ConnectionFactory connectionFactory, EngineOptions options) {
        return of(connectionFactory, Dialects.forFactory(connectionFactory), options);
    }

    /** An engine over a factory of connections, with a dialect of its own. */
    public static Engine of(ConnectionFactory connectionFactory, DialectProvider provider, EngineOptions options) {
        Listeners listeners = listeners(options);
        return of(ConnectionSource.of(connectionFactory, provider, options, listeners), provider, options, listeners);
    }

    private static Listeners listeners(EngineOptions options) {
        return new Listeners(options.name(), options.listeners(), options.listenerTimeout());
    }

    private static Engine of(
            ConnectionSource source, DialectProvider provider, EngineOptions options, Listeners listeners) {
        // Finds the renderer of toString() while files may be read: later it could be on an event loop.
        requireNonNull(Sql.text("SELECT 1").toString());
        var settings = new Runtime.Settings(
                options.compiledCacheSize(),
                options.maxBufferedRows(),
                options.showsBindValues(),
                options.findsCartesianProducts(),
                options.pool().reset(),
                options.pool().acquireTimeout(),
                options.raisesWarnings(),
                options.name().equals(EngineOptions.DEFAULT.name()) ? "" : options.name() + ": ",
                options.jsonMapper());
        var runtime = new Runtime(listeners, provider, settings, source.scheduler());
        var schema = new SchemaTasks(runtime::dialect, provider.catalog());
        return new Engine(source, runtime, schema, options, options.transaction(), options.execution());
    }

    /** Takes a connection from the pool; whoever does so must close it. Prefer {@link #connect} and {@link #begin}. */
    public Mono<Connection> acquire() {
        return checkout().map(Opened::connection);
    }

    /**
     * A connection that was taken.
     *
     * @param checkout says who has it
     * @param connection what is done with it
     */
    private record Opened(Checkout checkout, Connection connection) {}

    private Mono<Opened> checkout() {
        return source.acquire(
                        this::prepare,
                        failure -> runtime.provider().errorTranslator().translate(failure, null))
                .onErrorResume(CinnabarException.class, this::refused)
                .map(checkout -> new Opened(checkout, connection(checkout)));
    }

    /** No connection could be had, which a listener may put in other words. */
    private Mono<Checkout> refused(CinnabarException failure) {
        return runtime.listeners()
                .replaced(new FailureEvent(name(), null, failure))
                .flatMap(Mono::error);
    }

    private Connection connection(Checkout checkout) {
        return new Connection(new Conversation(checkout, runtime), schema, transaction.withoutRetry(), execution);
    }

    /** What is done to each new connection before anybody gets it. */
    private Mono<Void> prepare(Checkout checkout) {
        return Mono.defer(() -> {
            runtime.meet(checkout.physical().getMetadata().getDatabaseVersion());
            Function<? super Connection, ? extends Mono<Void>> initializer =
                    settings.pool().initializer();
            if (initializer == null) {
                return Mono.empty();
            }
            var conversation = new Conversation(checkout, runtime);
            return initializer
                    .apply(new Connection(conversation, schema, transaction.withoutRetry(), execution))
                    .then(conversation.leave());
        });
    }

    /**
     * Runs work with a connection, each statement committing on its own; the connection goes back to the pool in any
     * case.
     */
    public <T> Mono<T> connect(Function<? super Connection, ? extends Mono<T>> work) {
        return Mono.usingWhen(
                        checkout(),
                        opened -> JvmErrors.signalled(work.apply(opened.connection()))
                                .contextWrite(context -> source.holding(opened.checkout(), context)),
                        opened -> opened.connection().close(),
                        (opened, failure) -> opened.connection().close(),
                        opened -> opened.connection().close())
                .onErrorMap(CleanUpError::unwrapped);
    }

    /** Runs work of many elements with a connection. */
    public <T> Flux<T> connectMany(Function<? super Connection, ? extends Publisher<T>> work) {
        return Flux.usingWhen(
                        checkout(),
                        opened -> JvmErrors.signalled(Flux.<T>from(work.apply(opened.connection())))
                                .contextWrite(context -> source.holding(opened.checkout(), context)),
                        opened -> opened.connection().close(),
                        (opened, failure) -> opened.connection().close(),
                        opened -> opened.connection().close())
                .onErrorMap(CleanUpError::unwrapped);
    }

    /** Runs work in a transaction: committed when its Mono completes, rolled back on an error and on cancel. */
    public <T> Mono<T> begin(Function<? super Connection, ? extends Mono<T>> work) {
        return begin(transaction, work);
    }

    /** Runs work in a transaction with options. */
    public <T> Mono<T> begin(TransactionOptions options, Function<? super Connection, ? extends Mono<T>> work) {
        return UnitRetry.of(connect(connection -> connection.begin(options.withoutRetry(), work)), options.retry());
    }

    /** Runs work of many elements in a transaction: committed on complete, rolled back on an error and on cancel. */
    public <T> Flux<T> beginMany(Function<? super Connection, ? extends Publisher<T>> work) {
        return beginMany(transaction, work);
    }

    /** Runs work of many elements in a transaction with options. */
    public <T> Flux<T> beginMany(
            TransactionOptions options, Function<? super Connection, ? extends Publisher<T>> work) {
        return UnitRetry.of(
                connectMany(connection -> connection.beginMany(options.withoutRetry(), work)), options.retry());
    }

    /** An engine with an execution option for its statements, over the same pool and cache. */
    public <T> Engine withOption(ExecutionOption<T> option, T value) {
        return new Engine(source, runtime, schema, settings, transaction, execution.with(option, value));
    }

    /** An engine with another way to begin transactions, over the same pool and cache: such as a read-only one. */
    public Engine withTransaction(TransactionOptions options) {
        return new Engine(source, runtime, schema, settings, options, execution);
    }

    /** Adds a listener; disposing of what is returned takes it away again. */
    public Disposable listen(EngineListener listener) {
        return runtime.listeners().add(listener);
    }

    /** Emits what the database says of itself; opens a connection for it. */
    public Mono<ServerInfo> server() {
        return connect(connection -> Mono.zip(
                        connection
                                .scalar(runtime.provider().catalog().defaultSchema())
                                .defaultIfEmpty(""),
                        connection.isolationLevel(),
                        connection
                                .withDriverConnection(driver -> Mono.just(driver.getMetadata()))
                                .next())
                .map(answers -> {
                    ConnectionMetadata metadata = answers.getT3();
                    return new ServerInfo(
                            metadata.getDatabaseProductName(),
                            ServerVersion.parse(metadata.getDatabaseVersion()),
                            metadata.getDatabaseVersion(),
                            answers.getT1(),
                            answers.getT2());
                }));
    }

    /** The dialect, to render statements with: {@code statement.sql(engine.dialect())}. */
    public Dialect dialect() {
        return runtime.dialect();
    }

    /** The name of the engine. */
    public String name() {
        return runtime.engineName();
    }

    /** The address of the database, or null for an engine over a factory. */
    public @Nullable DatabaseUrl url() {
        return source.url();
    }

    /** The execution options that hold for every statement. */
    public ExecutionOptions options() {
        return execution;
    }

    /** The state of the pool; null where there is none. */
    public @Nullable PoolStatus pool() {
        return source.status();
    }

    /** The number of compiled statements in the cache. */
    public int compiledStatements() {
        return runtime.compiledStatements();
    }

    /** Forgets all compiled statements. */
    public void clearCompiledStatements() {
        runtime.clearCompiledStatements();
    }

    /**
     * Lets every connection that is open now be replaced: an idle one when it is next wanted, one in use when it comes
     * back. For settings of the server or the role that only a new session sees. Signals an error for an engine over a
     * pool that it was given.
     */
    public void renewConnections() {
        source.renew();
    }

    /**
     * Closes the engine and its connections: what waits for one fails, those in use are waited for as long as
     * {@link PoolOptions#withCloseTimeout} says, and then taken away. Does nothing the second time.
     */
    public Mono<Void> close() {
        return close(settings.pool().closeTimeout());
    }

    /** Closes the engine, waiting as long as this for the connections in use; zero takes them away at once. */
    public Mono<Void> close(Duration patience) {
        return source.close(patience, runtime.listeners().tell(listener -> listener.onClose(name())));
    }

    /** The name and the address, without secrets. */
    @Override
    public String toString() {
        return "Engine " + name() + (url() == null ? "" : " on " + url());
    }
}
