package io.cinnabar.core;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens physical connections and knows those that are still about. Thread-safe. */
final class PhysicalConnections implements ConnectionFactory {
    private final ConnectionFactory factory;
    private final Set<Connection> opened = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    PhysicalConnections(ConnectionFactory factory) {
        this.factory = factory;
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(factory.create()).doOnNext(opened::add);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return factory.getMetadata();
    }

    /** Closes all connections that are still open; closing one again does nothing. */
    Mono<Void> closeAll() {
        return Flux.defer(() -> {
                    synchronized (opened) {
                        return Flux.fromIterable(List.copyOf(opened));
                    }
                })
                .concatMap(connection -> Mono.from(connection.close()).onErrorComplete())
                .then();
    }
}
