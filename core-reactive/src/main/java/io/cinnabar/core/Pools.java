package io.cinnabar.core;

import io.cinnabar.core.internal.PhysicalConnection;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Makes and closes the pools of engines. */
final class Pools {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.pool");
    private static final Duration SHORTEST_SWEEP = Duration.ofMillis(50);

    private Pools() {}

    /** A pool of physical connections, which it throws away when they are given up, outdated, idle or old. */
    static ConnectionPool create(PhysicalConnections physical, PoolOptions options) {
        Duration sweep = options.maxIdleTime().compareTo(options.maxLifetime()) < 0
                ? options.maxIdleTime()
                : options.maxLifetime();
        return new ConnectionPool(ConnectionPoolConfiguration.builder(physical)
                .maxSize(options.maxSize())
                .initialSize(0)
                .minIdle(options.minIdle())
                .acquireRetry(0)
                .maxAcquireTime(options.acquireTimeout())
                .maxCreateConnectionTime(options.acquireTimeout())
                .backgroundEvictionInterval(sweep.compareTo(SHORTEST_SWEEP) < 0 ? SHORTEST_SWEEP : sweep)
                .customizer(builder -> builder.maxPendingAcquire(options.maxPending())
                        .evictionPredicate((connection, metadata) -> isWorn(connection, physical, options)))
                .build());
    }

    private static boolean isWorn(Connection pooled, PhysicalConnections all, PoolOptions options) {
        return !(pooled instanceof PhysicalConnection connection)
                || connection.doomedBecause() != null
                || all.isOutdated(connection)
                || connection.idle().compareTo(options.maxIdleTime()) >= 0
                || connection.age().compareTo(options.maxLifetime()) >= 0;
    }

    /**
     * Closes a pool: what waits for a connection fails, idle connections are closed, others when they come back. A
     * connection that comes back at the same moment makes reactor-pool 1.2.6 count its permit twice and give up
     * halfway; whoever closes the pool closes what that leaves open.
     */
    static Mono<Void> close(ConnectionPool pool) {
        return pool.disposeLater().onErrorResume(IllegalArgumentException.class, miscount -> {
            LOG.debug("The pool was closed while a connection came back to it", miscount);
            return Mono.empty();
        });
    }
}
