package io.cinnabar.core;

import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.internal.Listeners;
import io.cinnabar.core.internal.PhysicalConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Opens physical connections and knows those that are still about. Thread-safe.
 *
 * <p>When one breaks, those that were opened before it did are not handed out again: what has cut one off, such as a
 * restart of the server, has mostly cut off all.
 */
final class PhysicalConnections implements ConnectionFactory {
    private final ConnectionFactory factory;
    private final DriverRules rules;
    private final @Nullable Scheduler scheduler;
    private final Listeners listeners;
    private final AtomicInteger generation = new AtomicInteger();
    /** The connections that are just being opened, each with its end. */
    private final Set<Sinks.Empty<Void>> openings = ConcurrentHashMap.newKeySet();

    private volatile boolean isClosed;
    private final Set<Connection> opened = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Connections of a driver, which are opened on the scheduler if it works on its caller's thread. */
    PhysicalConnections(
            ConnectionFactory factory, DriverRules rules, @Nullable Scheduler scheduler, Listeners listeners) {
        this.factory = factory;
        this.rules = rules;
        this.listeners = listeners;
        this.scheduler = scheduler;
    }

    @Override
    public Publisher<? extends Connection> create() {
        Mono<PhysicalConnection> opening = Mono.defer(() -> {
            int current = generation.get();
            Sinks.Empty<Void> end = Sinks.empty();
            openings.add(end);
            return (isClosed ? Mono.<Connection>error(PoolErrors.closed()) : Mono.from(factory.create()))
                    .map(raw -> new PhysicalConnection(raw, current, rules, scheduler, listeners).opened())
                    .doOnNext(opened::add)
                    .doFinally(signal -> {
                        openings.remove(end);
                        end.tryEmitEmpty();
                    });
        });
        return scheduler == null ? opening : opening.subscribeOn(scheduler);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return factory.getMetadata();
    }

    /** Gives up all connections that were opened before one broke. */
    void lost(PhysicalConnection broken) {
        generation.compareAndSet(broken.generation(), broken.generation() + 1);
    }

    /** Gives up all connections that are open now. */
    void renew() {
        generation.incrementAndGet();
    }

    /** Whether the connection was opened before another one broke. */
    boolean isOutdated(PhysicalConnection connection) {
        return connection.generation() != generation.get();
    }

    /** Closes all connections that are still open, or just being opened; closing one again does nothing. */
    Mono<Void> closeAll() {
        return Mono.defer(() -> {
            isClosed = true;
            Mono<Void> allOpened =
                    Flux.fromIterable(openings).flatMap(Sinks.Empty::asMono).then();
            return allOpened
                    .thenMany(Flux.defer(() -> {
                        synchronized (opened) {
                            return Flux.fromIterable(List.copyOf(opened));
                        }
                    }))
                    .flatMap(connection -> Mono.from(connection.close()).onErrorComplete())
                    .then();
        });
    }
}
