package io.cinnabar.core;

import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.PoolTimeoutException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where an engine's connections come from: its own pool, the pool that a user brings, or the driver itself. */
final class ConnectionSource {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.pool");

    private final ConnectionFactory factory;
    /** The connections of the pool that belongs to this engine, or null where it has none. */
    private final @Nullable PhysicalConnections physical;

    private final @Nullable ConnectionPool pool;
    private final @Nullable Scheduler scheduler;
    private final @Nullable DatabaseUrl url;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private ConnectionSource(
            ConnectionFactory factory,
            @Nullable PhysicalConnections physical,
            @Nullable Scheduler scheduler,
            @Nullable DatabaseUrl url) {
        this.factory = factory;
        this.physical = physical;
        this.pool = factory instanceof ConnectionPool connectionPool ? connectionPool : null;
        this.scheduler = scheduler;
        this.url = url;
    }

    static ConnectionSource of(DatabaseUrl url, DialectProvider provider, EngineOptions options) {
        Supplier<Mono<Credentials>> credentials = options.credentials();
        ConnectionFactory physical = credentials == null
                ? provider.connectionFactory(url.options())
                : new SuppliedCredentials(url, provider, credentials);
        return over(physical, url, provider, options);
    }

    static ConnectionSource of(ConnectionFactory factory, DialectProvider provider, EngineOptions options) {
        return over(factory, null, provider, options);
    }

    private static ConnectionSource over(
            ConnectionFactory physical, @Nullable DatabaseUrl url, DialectProvider provider, EngineOptions options) {
        // A driver that works on its caller's thread needs a thread for each connection, or one could wait for another.
        Scheduler scheduler = provider.driverRules().blocksItsCaller()
                ? Schedulers.newBoundedElastic(
                        options.pool().maxSize() + 1, Integer.MAX_VALUE, options.name() + "-blocking", 60, true)
                : null;
        if (physical instanceof ConnectionPool || !options.pool().isPooled()) {
            return new ConnectionSource(physical, null, scheduler, url);
        }
        ConnectionFactory offLoop = scheduler == null ? physical : new OffLoop(physical, scheduler);
        var tracked = new PhysicalConnections(offLoop);
        return new ConnectionSource(pool(tracked, options.pool()), tracked, scheduler, url);
    }

    private static ConnectionPool pool(ConnectionFactory physical, PoolOptions options) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(physical)
                .maxSize(options.maxSize())
                .initialSize(0)
                .minIdle(options.minIdle())
                .maxAcquireTime(options.acquireTimeout())
                .maxCreateConnectionTime(options.acquireTimeout())
                .maxIdleTime(options.maxIdleTime())
                .maxLifeTime(options.maxLifetime())
                .build());
    }

    Mono<Connection> acquire(Function<Throwable, CinnabarException> translation) {
        return Mono.defer(() -> {
                    if (isClosed.get()) {
                        return Mono.error(new InvalidRequestException(
                                ErrorCode.CLOSED, "The engine was closed. Make a new one with Engine.create(…)."));
                    }
                    Mono<? extends Connection> connection = Mono.from(factory.create());
                    return scheduler == null ? connection : connection.subscribeOn(scheduler);
                })
                .onErrorMap(failure -> translated(failure, translation))
                .map(Function.identity());
    }

    private CinnabarException translated(Throwable failure, Function<Throwable, CinnabarException> translation) {
        PoolStatus status = status();
        if (!(failure instanceof R2dbcTimeoutException)) {
            return translation.apply(failure);
        }
        if (status != null && status.acquired() >= status.maxSize()) {
            return new PoolTimeoutException(
                    ErrorCode.POOL_TIMEOUT,
                    "No connection became free in time: " + status.acquired() + " of " + status.maxSize()
                            + " are in use and " + status.pending()
                            + " more operations wait. Look for connections that are held too long, or raise the pool's size"
                            + " or its acquire timeout.",
                    failure);
        }
        return new ConnectionFailedException(
                ErrorCode.CONNECTION_FAILED,
                DatabaseFailure.of("The database did not answer in time", failure),
                "Check the host, the port, and that the database runs.");
    }

    @Nullable
    Scheduler scheduler() {
        return scheduler;
    }

    @Nullable
    DatabaseUrl url() {
        return url;
    }

    @Nullable
    PoolStatus status() {
        if (pool == null) {
            return null;
        }
        return pool.getMetrics()
                .map(metrics -> new PoolStatus(
                        metrics.acquiredSize(),
                        metrics.idleSize(),
                        metrics.pendingAcquireSize(),
                        metrics.getMaxAllocatedSize()))
                .orElse(null);
    }

    /** Closes what this engine opened and tells of it; does nothing the second time. */
    Mono<Void> close(Runnable news) {
        return Mono.defer(() -> {
            if (!isClosed.compareAndSet(false, true)) {
                return Mono.empty();
            }
            Mono<Void> closing = physical != null && pool != null ? closePool(pool) : Mono.empty();
            return (scheduler == null ? closing : closing.subscribeOn(scheduler).then(disposed(scheduler)))
                    .then(Mono.fromRunnable(news));
        });
    }

    /** The end of a scheduler, which takes the locks of its executors. */
    private static Mono<Void> disposed(Scheduler scheduler) {
        return scheduler.disposeGracefully().subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Closes the pool. A connection that comes back at the same moment makes reactor-pool 1.2.6 count its permit twice
     * and give up halfway; what it leaves open is closed here.
     */
    private Mono<Void> closePool(ConnectionPool connections) {
        return connections.disposeLater().onErrorResume(IllegalArgumentException.class, miscount -> {
            LOG.debug("The pool was closed while a connection came back to it", miscount);
            return physical == null ? Mono.empty() : physical.closeAll();
        });
    }

    /** Opens connections away from the event loops. */
    private record OffLoop(ConnectionFactory physical, Scheduler scheduler) implements ConnectionFactory {
        @Override
        public Publisher<? extends Connection> create() {
            return Mono.from(physical.create()).subscribeOn(scheduler);
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return physical.getMetadata();
        }
    }

    /** Asks for the credentials of each connection before it is opened. */
    private record SuppliedCredentials(
            DatabaseUrl url, DialectProvider provider, Supplier<Mono<Credentials>> credentials)
            implements ConnectionFactory {
        @Override
        public Publisher<? extends Connection> create() {
            // A driver's factory reads files as it is made, for its extensions and certificates: not on an event loop.
            return credentials.get().publishOn(Schedulers.boundedElastic()).flatMap(current -> {
                ConnectionFactoryOptions options = url.withUser(current.username())
                        .withPassword(current.password())
                        .options();
                return Mono.from(provider.connectionFactory(options).create());
            });
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return url::driver;
        }
    }
}
