package io.cinnabar.core;

import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.core.internal.Checkout;
import io.cinnabar.core.internal.Listeners;
import io.cinnabar.core.internal.PhysicalConnection;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Where an engine's connections come from: its own pool, the pool that a user brings, or the driver itself. Hands out
 * only connections that are good, and knows who holds them.
 */
final class ConnectionSource implements Checkout.Keeper {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.pool");
    /** Beyond as many connections as the pool has, another bad one is the server's doing. */
    private static final int SPARE_ATTEMPTS = 2;

    private final ConnectionFactory factory;
    /** The connections that this engine opens, or null where a pool that a user brings does. */
    private final @Nullable PhysicalConnections physical;

    private final @Nullable ConnectionPool pool;
    private final @Nullable Scheduler scheduler;
    private final @Nullable DatabaseUrl url;
    private final DialectProvider provider;
    private final PoolOptions options;
    private final Listeners listeners;
    private final Checkouts checkouts = new Checkouts();
    private final PoolErrors errors = new PoolErrors(this, checkouts);
    private final LeakWatch leaks;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private ConnectionSource(
            ConnectionFactory factory,
            @Nullable PhysicalConnections physical,
            @Nullable Scheduler scheduler,
            @Nullable DatabaseUrl url,
            DialectProvider provider,
            EngineOptions options,
            Listeners listeners) {
        this.factory = factory;
        this.listeners = listeners;
        this.physical = physical;
        this.pool = factory instanceof ConnectionPool connectionPool ? connectionPool : null;
        this.scheduler = scheduler;
        this.url = url;
        this.provider = provider;
        this.options = options.pool();
        this.leaks = new LeakWatch(options.name(), options.pool(), checkouts);
    }

    static ConnectionSource of(DatabaseUrl url, DialectProvider provider, EngineOptions options, Listeners listeners) {
        ConnectionFactory physical = options.credentials() == null
                ? provider.connectionFactory(url.options())
                : new SuppliedCredentials(url, provider, options.credentials());
        return over(physical, url, provider, options, listeners);
    }

    static ConnectionSource of(
            ConnectionFactory factory, DialectProvider provider, EngineOptions options, Listeners listeners) {
        return over(factory, null, provider, options, listeners);
    }

    private static ConnectionSource over(
            ConnectionFactory driver,
            @Nullable DatabaseUrl url,
            DialectProvider provider,
            EngineOptions options,
            Listeners listeners) {
        // A driver that works on its caller's thread needs a thread for each connection, or one could wait for another.
        int threads =
                Math.max(options.pool().maxSize(), options.pool().maxSize() + 1); // the greatest number has no next
        Scheduler scheduler = provider.driverRules().blocksItsCaller()
                ? Schedulers.newBoundedElastic(threads, Integer.MAX_VALUE, options.name() + "-blocking", 60, true)
                : null;
        if (driver instanceof ConnectionPool) {
            return new ConnectionSource(driver, null, scheduler, url, provider, options, listeners);
        }
        var physical = new PhysicalConnections(driver, provider.driverRules(), scheduler, listeners);
        ConnectionFactory factory = options.pool().isPooled() ? Pools.create(physical, options.pool()) : physical;
        return new ConnectionSource(factory, physical, scheduler, url, provider, options, listeners);
    }

    /**
     * Takes a connection that is good. What its user waits for meanwhile is found in the context.
     *
     * @param preparation what is done to a connection that is new, or was reset
     * @param translation makes Cinnabar's errors of the driver's
     */
    Mono<Checkout> acquire(
            Function<Checkout, Mono<Void>> preparation, Function<Throwable, CinnabarException> translation) {
        return Mono.<Checkout>deferContextual(context -> {
                    if (isClosed.get()) {
                        return Mono.error(PoolErrors.closed());
                    }
                    Throwable place = options.leakTimeout() == null ? null : LeakWatch.here();
                    Mono<Checkout> taking = take(preparation, place, 1);
                    List<Checkout> held = held(context);
                    return held.isEmpty() ? taking : nested(held, taking);
                })
                .onErrorMap(failure -> errors.translated(failure, translation))
                .<Checkout>handle((taken, reader) -> {
                    LOG.debug("{}: a connection was taken", listeners.engineName());
                    checkouts.add(taken);
                    if (isClosed.get()) { // what closes the engine waits for what has been added
                        thrownAway(taken, PoolErrors.closed())
                                .subscribe(ignored -> {}, failure -> LOG.debug("Close failed", failure));
                        reader.error(PoolErrors.closed());
                        return;
                    }
                    leaks.watch();
                    reader.next(taken);
                })
                .flatMap(taken -> listeners.isEmpty()
                        ? Mono.just(taken)
                        : decided(taken, taken.physical().announced(), Schedulers.immediate()));
    }

    /** Work that holds a connection and waits for a second one must not wait for ever. */
    private Mono<Checkout> nested(List<Checkout> held, Mono<Checkout> taking) {
        return Mono.defer(() -> {
            CinnabarException deadlock = checkouts.waits(held, limit());
            return deadlock == null
                    ? taking.doOnTerminate(() -> checkouts.waitsNoMore(held))
                            .doOnCancel(() -> checkouts.waitsNoMore(held))
                    : Mono.error(deadlock);
        });
    }

    /** The greatest number of connections; where there is no pool, nobody waits for one. */
    private int limit() {
        PoolStatus status = status();
        return status == null ? Integer.MAX_VALUE : status.maxSize();
    }

    private List<Checkout> held(ContextView context) {
        List<Checkout> held = context.<List<Checkout>>getOrDefault(this, null);
        return held == null ? List.of() : held;
    }

    /** The context of work that holds a connection. */
    Context holding(Checkout checkout, ContextView context) {
        var held = new ArrayList<>(held(context));
        held.add(checkout);
        return Context.of(context).put(this, List.copyOf(held));
    }

    private Mono<Checkout> take(Function<Checkout, Mono<Void>> preparation, @Nullable Throwable place, int attempt) {
        Mono<Connection> connection = new Delivery(factory.create());
        return (scheduler == null ? connection : connection.subscribeOn(scheduler))
                .flatMap(taken -> proven(new Checkout(taken, physical(taken), this, place), preparation))
                .onErrorResume(
                        ConnectionLostException.class,
                        lost -> attempt >= options.maxSize() + SPARE_ATTEMPTS
                                ? Mono.error(lost)
                                : take(preparation, place, attempt + 1));
    }

    private PhysicalConnection physical(Connection taken) {
        Connection connection = taken;
        while (!(connection instanceof PhysicalConnection own)) {
            if (!(connection instanceof Wrapped<?> wrapped) || !(wrapped.unwrap() instanceof Connection inner)) {
                return new PhysicalConnection(taken, 0, provider.driverRules(), scheduler, listeners);
            }
            connection = inner;
        }
        return own;
    }

    /** Emits the checkout when its connection has answered and was prepared, as far as it needs to. */
    private Mono<Checkout> proven(Checkout checkout, Function<Checkout, Mono<Void>> preparation) {
        PhysicalConnection connection = checkout.physical();
        // Whether it is prepared says nothing of that: after a reset, and before its first user, it is not.
        boolean isIdle = physical != null && connection.idle().compareTo(options.validateAfterIdle()) >= 0;
        Mono<Void> prepared = connection.isPrepared() ? Mono.empty() : prepared(checkout, preparation);
        if (!isIdle) {
            return decided(checkout, connected(connection).then(prepared), Schedulers.immediate());
        }
        if (scheduler == null) {
            return decided(checkout, answered(connection).then(prepared), Schedulers.immediate());
        }
        // One worker, so that the connection is not closed while it is still being asked.
        Scheduler worker = Schedulers.single(scheduler);
        Mono<Void> answered = answered(connection).subscribeOn(worker).cancelOn(worker);
        return decided(checkout, answered.then(prepared), worker).doOnTerminate(worker::dispose);
    }

    /** Emits the checkout if the proof completes, and throws its connection away if not, or if its user goes before. */
    private static Mono<Checkout> decided(Checkout checkout, Mono<Void> proof, Scheduler worker) {
        var isDecided = new AtomicBoolean();
        return proof.thenReturn(checkout)
                .filter(ready -> isDecided.compareAndSet(false, true))
                .onErrorResume(failure -> isDecided.compareAndSet(false, true)
                        ? thrownAway(checkout, failure).then(Mono.error(failure))
                        : Mono.empty())
                // Its user has gone. An end without a connection would be taken for that of work that was done.
                .switchIfEmpty(Mono.never())
                .doOnCancel(() -> {
                    if (isDecided.compareAndSet(false, true)) {
                        thrownAway(checkout, null)
                                .subscribeOn(worker)
                                .doFinally(signal -> worker.dispose())
                                .subscribe(ignored -> {}, failure -> LOG.debug("Close failed", failure));
                    }
                });
    }

    /**
     * Whether the connection is there, as far as the driver knows without asking. One that works on its caller's thread
     * has no socket to look at, and would ask.
     */
    private Mono<Void> connected(PhysicalConnection connection) {
        return scheduler != null
                ? Mono.empty()
                : Mono.from(connection.unwrap().validate(ValidationDepth.LOCAL))
                        .flatMap(isConnected ->
                                isConnected ? Mono.empty() : Mono.error(broken(connection, "was closed", null)));
    }

    private ConnectionLostException broken(PhysicalConnection connection, String how, @Nullable Throwable failure) {
        lost(connection);
        return new ConnectionLostException(DatabaseFailure.of("A connection of the pool " + how, failure));
    }

    private Mono<Void> answered(PhysicalConnection connection) {
        return Mono.defer(() -> provider.driverRules().ping(connection))
                .timeout(options.validationTimeout())
                .onErrorMap(failure -> broken(
                        connection,
                        failure instanceof TimeoutException ? "did not answer in time" : "does not answer any more",
                        failure));
    }

    private Mono<Void> prepared(Checkout checkout, Function<Checkout, Mono<Void>> preparation) {
        return preparation.apply(checkout).timeout(options.acquireTimeout()).doOnSuccess(done -> {
            checkout.physical().prepared(true);
            checkout.physical().touched(false);
        });
    }

    private static Mono<Void> thrownAway(Checkout checkout, @Nullable Throwable failure) {
        String reason =
                failure == null ? "its user went while it was being checked" : String.valueOf(failure.getMessage());
        return checkout.destroy(reason).then(checkout.giveBack());
    }

    @Override
    public void lost(PhysicalConnection connection) {
        if (physical != null) {
            physical.lost(connection);
        }
    }

    @Override
    public void returning(Checkout checkout) {
        LOG.debug(
                "{}: a connection goes back after {} ms",
                listeners.engineName(),
                checkout.held().toMillis());
        checkouts.returning(checkout);
    }

    @Override
    public void returned(Checkout checkout) {
        checkouts.remove(checkout);
    }

    @Override
    public Duration cleanUpTimeout() {
        return options.cleanUpTimeout();
    }

    @Override
    public Duration answerTimeout() {
        return options.validationTimeout();
    }

    /** Lets every connection that is open now be replaced when nobody uses it. */
    void renew() {
        if (physical == null) {
            throw new InvalidRequestException(
                    ErrorCode.UNSUPPORTED,
                    "The engine uses a pool that it was given; renew the connections of that pool instead.");
        }
        physical.renew();
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

    /**
     * Closes what this engine opened and tells of it: what waits fails, what is in use is waited for, and taken away
     * when that lasts too long. Does nothing the second time.
     */
    Mono<Void> close(Duration patience, Mono<Void> news) {
        return Mono.defer(() -> {
            if (!isClosed.compareAndSet(false, true)) {
                return Mono.empty();
            }
            Mono<Void> poolClosed = physical != null && pool != null ? Pools.close(pool) : Mono.empty();
            Mono<Void> closing = poolClosed
                    .then(checkouts
                            .allReturned()
                            .timeout(patience)
                            .onErrorResume(TimeoutException.class, late -> taken()))
                    .then(physical == null ? Mono.empty() : physical.closeAll());
            return (scheduler == null ? closing : closing.subscribeOn(scheduler).then(disposed(scheduler)))
                    .then(Mono.fromRunnable(leaks::dispose))
                    .then(news);
        });
    }

    private Mono<Void> taken() {
        if (physical == null) {
            return Mono.empty();
        }
        LOG.warn("The engine is closed while connections are in use; they are taken away: {}", checkouts.describe());
        return Flux.fromIterable(checkouts.all())
                .flatMap(checkout -> checkout.abort("the engine was closed"))
                .then();
    }

    /** The end of a scheduler, which takes the locks of its executors. */
    private static Mono<Void> disposed(Scheduler scheduler) {
        return scheduler.disposeGracefully().subscribeOn(Schedulers.boundedElastic());
    }
}
