package io.cinnabar.dialect.postgres;

import io.netty.channel.EventLoop;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The driver's connections that are open, each with its sockets, which the driver gives to nobody. Thread-safe. */
final class PostgresConnections {
    private final Map<Connection, PostgresSockets> open = new ConcurrentHashMap<>();

    /** A factory of connections, which leaves no socket open where a connection is not wanted any more. */
    ConnectionFactory factory(PostgresConnectionOptions options) {
        var described = new PostgresqlConnectionFactory(options.configuration(new PostgresSockets(options.loops())));
        return new ConnectionFactory() {
            @Override
            public Mono<PostgresqlConnection> create() {
                return Mono.defer(() -> opened(options));
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return described.getMetadata();
            }

            @Override
            public String toString() {
                return described.toString();
            }
        };
    }

    /**
     * A cancel does not reach what the driver does to open a connection: without an answer that never ends. It is ended
     * by closing the sockets, and what the driver says of that is for nobody.
     */
    private Mono<PostgresqlConnection> opened(PostgresConnectionOptions options) {
        var sockets = new PostgresSockets(options.loops());
        var isDecided = new AtomicBoolean();
        return new PostgresqlConnectionFactory(options.configuration(sockets))
                .create()
                .doOnNext(connection -> {
                    if (isDecided.compareAndSet(false, true)) {
                        open.put(connection, sockets);
                        sockets.opened(() -> open.remove(connection));
                    }
                })
                .onErrorResume(failure -> {
                    if (!isDecided.compareAndSet(false, true)) {
                        return Mono.never();
                    }
                    sockets.close();
                    return Mono.error(failure);
                })
                .doOnCancel(() -> {
                    if (isDecided.compareAndSet(false, true)) {
                        sockets.close();
                    }
                });
    }

    /** Work of the driver on the event loop of its connection, as far as that is known. */
    <T> Flux<T> onLoop(Connection connection, Flux<T> work) {
        PostgresSockets sockets = open.get(connection);
        EventLoop loop = sockets == null ? null : sockets.loop();
        return loop == null ? work : new LoopFlux<>(work, loop);
    }

    /** Closes the sockets of a connection, now. */
    Mono<Void> breakOff(Connection connection) {
        return Mono.defer(() -> {
            PostgresSockets sockets = open.get(connection);
            return sockets == null ? Mono.empty() : sockets.closed();
        });
    }
}
