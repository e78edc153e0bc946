package io.cinnabar.core.event;

import io.r2dbc.spi.Connection;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** A connection of an engine to which something happens. Thread-safe. */
public final class ConnectionEvent {
    private final String engineName;
    private final ConcurrentMap<Object, Object> attributes;
    private final Supplier<Connection> driverConnection;

    /**
     * A connection of an engine.
     *
     * @param engineName the name of the engine
     * @param attributes what users keep with the connection
     * @param driverConnection gives the driver's connection, and notes that its session may be changed
     */
    public ConnectionEvent(
            String engineName, ConcurrentMap<Object, Object> attributes, Supplier<Connection> driverConnection) {
        this.engineName = engineName;
        this.attributes = attributes;
        this.driverConnection = driverConnection;
    }

    /** The name of the engine. */
    public String engineName() {
        return engineName;
    }

    /** What users keep with the connection, for as long as it lives; the same as that of the engine's connection. */
    public ConcurrentMap<Object, Object> attributes() {
        return attributes;
    }

    /**
     * The driver's connection, which must be used until the listener's answer completes and not longer. Whoever takes
     * it may change its session, which is then reset before the next user gets it.
     */
    public Connection driverConnection() {
        return driverConnection.get();
    }

    /** The name of the engine, and what is kept with the connection. */
    @Override
    public String toString() {
        return "connection of " + engineName + " with " + attributes.keySet();
    }
}
