package io.cinnabar.tests.suite;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Opens connections of a driver and remembers what they are asked to do. */
final class DriverRecorder implements ConnectionFactory {
    private final ConnectionFactory driver;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    DriverRecorder(ConnectionFactory driver) {
        this.driver = driver;
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(driver.create()).map(this::recorded);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return driver.getMetadata();
    }

    private Connection recorded(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class, Wrapped.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("unwrap")) {
                        return unwrapped(connection, arguments);
                    }
                    calls.add(method.getName());
                    return call(connection, method, arguments);
                });
    }

    /** The driver's connection, or null where another class is asked for. */
    private static @Nullable Object unwrapped(Connection connection, @Nullable Object @Nullable [] arguments) {
        return arguments == null || arguments[0] instanceof Class<?> wanted && wanted.isInstance(connection)
                ? connection
                : null;
    }

    private static @Nullable Object call(Connection connection, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    /** The names of the methods of the driver's connections that were called, in their order. */
    List<String> calls() {
        return List.copyOf(calls);
    }
}
