package io.cinnabar.core;

import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.spi.ConnectionFactory;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Finds the dialect of a driver among those on the class path. */
final class Dialects {
    private Dialects() {}

    private static List<DialectProvider> all() {
        return ServiceLoader.load(DialectProvider.class, DialectProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    static DialectProvider forDriver(String driver) {
        List<DialectProvider> providers = all();
        return providers.stream()
                .filter(provider -> provider.driverNames().contains(driver))
                .findFirst()
                .orElseThrow(
                        () -> notFound("No dialect on the class path serves the driver '" + driver + "'", providers));
    }

    static DialectProvider forFactory(ConnectionFactory factory) {
        List<DialectProvider> providers = all();
        return providers.stream()
                .filter(provider -> provider.serves(factory))
                .findFirst()
                .orElseThrow(() -> notFound(
                        "No dialect on the class path serves the connection factory '"
                                + factory.getMetadata().getName() + "'",
                        providers));
    }

    private static InvalidRequestException notFound(String what, List<DialectProvider> providers) {
        var names = new TreeSet<String>();
        providers.forEach(provider -> names.addAll(provider.driverNames()));
        return new InvalidRequestException(
                ErrorCode.DIALECT_NOT_FOUND,
                what + "; those there serve " + names
                        + ". Correct the URL, or add the dependency cinnabar-dialect-postgres or cinnabar-dialect-h2.");
    }
}
