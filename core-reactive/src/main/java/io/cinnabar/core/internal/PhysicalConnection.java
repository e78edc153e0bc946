package io.cinnabar.core.internal;

import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.event.ConnectionEvent;
import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A connection to the server, with what is known of it from one user to the next: since when it is idle, whether its
 * session was changed, and whether it is to be thrown away. Thread-safe.
 */
public final class PhysicalConnection implements Connection, Wrapped<Connection> {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.pool");
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(5);

    private final Connection raw;
    private final int generation;
    private final DriverRules rules;
    private final @Nullable Scheduler scheduler;
    private final Listeners listeners;
    private final ConnectionEvent event;
    private final AtomicBoolean isNew = new AtomicBoolean();
    private final AtomicBoolean isDisconnectTold = new AtomicBoolean(true);
    private final long openedAt = System.nanoTime();
    private final ConcurrentMap<Object, Object> attributes = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> doom = new AtomicReference<>();
    private volatile long usedAt = openedAt;
    private volatile boolean isPrepared;
    private volatile boolean isTouched;

    /**
     * A connection of the driver, or of a pool that a user brings.
     *
     * @param generation how often the connections of the pool had been given up when this one was opened
     * @param rules how the driver is handled
     * @param scheduler where the driver works, if it works on its caller's thread
     * @param listeners who hears of it
     */
    public PhysicalConnection(
            Connection raw, int generation, DriverRules rules, @Nullable Scheduler scheduler, Listeners listeners) {
        this.raw = raw;
        this.generation = generation;
        this.rules = rules;
        this.scheduler = scheduler;
        this.listeners = listeners;
        this.event = new ConnectionEvent(listeners.engineName(), attributes, () -> {
            touched(true);
            return raw;
        });
    }

    /** A connection that the engine has just opened, and will close. */
    public PhysicalConnection opened() {
        LOG.debug("{}: a connection was opened", listeners.engineName());
        isNew.set(true);
        isDisconnectTold.set(false);
        return this;
    }

    /** The connection, as listeners see it. */
    ConnectionEvent event() {
        return event;
    }

    /** Asks those who listen whether the connection may be used: the first time as a new one. */
    public Mono<Void> announced() {
        return Mono.defer(() -> {
            Mono<Void> acquired = listeners.ask(listener -> listener.onAcquire(event));
            return isNew.getAndSet(false)
                    ? listeners.ask(listener -> listener.onConnect(event)).then(acquired)
                    : acquired;
        });
    }

    /** How often the connections of the pool had been given up when this one was opened. */
    public int generation() {
        return generation;
    }

    /** What users keep with the connection, for as long as it lives. */
    public ConcurrentMap<Object, Object> attributes() {
        return attributes;
    }

    /** How long the connection has lived. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedAt);
    }

    /** How long nobody has used the connection. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - usedAt);
    }

    /** Notes that the connection was used. */
    public void used() {
        usedAt = System.nanoTime();
    }

    /** Whether what the engine does to new connections was done. */
    public boolean isPrepared() {
        return isPrepared;
    }

    /** Notes whether what the engine does to new connections was done. */
    public void prepared(boolean done) {
        isPrepared = done;
    }

    /** Whether something may have changed the session's state. */
    boolean isTouched() {
        return isTouched;
    }

    /** Notes whether something may have changed the session's state. */
    public void touched(boolean maybe) {
        isTouched = maybe;
    }

    /** The connection is not given to anybody any more; says whether it was still good. */
    public boolean doom(String reason) {
        boolean isFirst = doom.compareAndSet(null, reason);
        if (isFirst) {
            LOG.debug("{}: a connection is given up: {}", listeners.engineName(), reason);
            listeners
                    .tell(listener -> listener.onInvalidate(event, reason))
                    .subscribe(
                            ignored -> {},
                            failure -> LOG.warn("Nobody could be told that a connection is given up", failure));
        }
        return isFirst;
    }

    /** Why the connection is to be thrown away, or null if it is good. */
    public @Nullable String doomedBecause() {
        return doom.get();
    }

    @Override
    public Connection unwrap() {
        return raw;
    }

    @Override
    public <E> @Nullable E unwrap(Class<E> targetClass) {
        return targetClass.isInstance(this) ? targetClass.cast(this) : inner(targetClass);
    }

    private <E> @Nullable E inner(Class<E> targetClass) {
        if (targetClass.isInstance(raw)) {
            return targetClass.cast(raw);
        }
        return raw instanceof Wrapped<?> wrapped ? wrapped.unwrap(targetClass) : null;
    }

    /**
     * A doomed connection is not valid; a pool throws such away. Whether another one answers is asked when it is taken.
     */
    @Override
    public Mono<Boolean> validate(ValidationDepth depth) {
        return doom.get() != null || depth == ValidationDepth.LOCAL
                ? Mono.just(doom.get() == null)
                : Mono.from(raw.validate(depth));
    }

    /** Closes the connection. Never fails and ends in bounded time, even if the server does not answer any more. */
    @Override
    public Mono<Void> close() {
        Mono<Void> closing = Mono.defer(() -> doom.get() == null
                        ? Mono.from(raw.close())
                        : rules.breakOff(raw).then(closeDoomed()))
                .timeout(CLOSE_DEADLINE)
                .onErrorResume(failure -> {
                    LOG.debug("A connection could not be closed in an orderly way", failure);
                    return rules.breakOff(raw);
                });
        Mono<Void> closed = closing.then(Mono.defer(this::disconnected));
        return scheduler == null ? closed : closed.subscribeOn(scheduler);
    }

    private Mono<Void> disconnected() {
        if (!isDisconnectTold.compareAndSet(false, true)) {
            return Mono.empty();
        }
        LOG.debug("{}: a connection was closed after {} s", listeners.engineName(), age().toSeconds());
        return listeners.tell(listener -> listener.onDisconnect(event));
    }

    /** A pool keeps what it is given back, but not a connection that is closed already. */
    private Mono<Void> closeDoomed() {
        Connection inner = pooled();
        return inner == null ? Mono.from(raw.close()) : Mono.from(inner.close()).then(Mono.from(raw.close()));
    }

    private @Nullable Connection pooled() {
        return raw instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof Connection inner ? inner : null;
    }

    @Override
    public Mono<Void> beginTransaction() {
        return Mono.from(raw.beginTransaction());
    }

    @Override
    public Mono<Void> beginTransaction(TransactionDefinition definition) {
        return Mono.from(raw.beginTransaction(definition));
    }

    @Override
    public Mono<Void> commitTransaction() {
        return Mono.from(raw.commitTransaction());
    }

    @Override
    public Batch createBatch() {
        return raw.createBatch();
    }

    @Override
    public Mono<Void> createSavepoint(String name) {
        return Mono.from(raw.createSavepoint(name));
    }

    @Override
    public Statement createStatement(String sql) {
        return raw.createStatement(sql);
    }

    @Override
    public boolean isAutoCommit() {
        return raw.isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return raw.getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return raw.getTransactionIsolationLevel();
    }

    @Override
    public Mono<Void> releaseSavepoint(String name) {
        return Mono.from(raw.releaseSavepoint(name));
    }

    @Override
    public Mono<Void> rollbackTransaction() {
        return Mono.from(raw.rollbackTransaction());
    }

    @Override
    public Mono<Void> rollbackTransactionToSavepoint(String name) {
        return Mono.from(raw.rollbackTransactionToSavepoint(name));
    }

    @Override
    public Mono<Void> setAutoCommit(boolean autoCommit) {
        return Mono.from(raw.setAutoCommit(autoCommit));
    }

    @Override
    public Mono<Void> setLockWaitTimeout(Duration timeout) {
        return Mono.from(raw.setLockWaitTimeout(timeout));
    }

    @Override
    public Mono<Void> setStatementTimeout(Duration timeout) {
        return Mono.from(raw.setStatementTimeout(timeout));
    }

    @Override
    public Mono<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
        return Mono.from(raw.setTransactionIsolationLevel(isolationLevel));
    }

    /** The age and the state, for messages. */
    @Override
    public String toString() {
        return "connection of " + age().toSeconds() + " s" + (doom.get() == null ? "" : ", given up: " + doom.get());
    }
}
