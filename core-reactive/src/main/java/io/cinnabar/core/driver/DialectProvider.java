package io.cinnabar.core.driver;

import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.ServerVersion;
import io.cinnabar.type.JsonMapper;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one database needs to run under an engine; found by {@link java.util.ServiceLoader} and chosen by the driver's
 * name in the URL. Implementations have a public constructor without parameters, and are thread-safe.
 */
public interface DialectProvider {

    /** The names of the R2DBC drivers that this dialect runs on, as they stand in URLs. */
    Set<String> driverNames();

    /** Whether this dialect runs on the connections of a factory that a user brings. */
    boolean serves(ConnectionFactory connectionFactory);

    /** The SQL of the database, of a server that can do all that the dialect knows. */
    Dialect dialect();

    /**
     * The SQL of a server of a version, with the capabilities that it has; called when the first connection to such a
     * server is made, and pure. Signals an error for a server that is too old to be used.
     */
    default Dialect dialect(ServerVersion version) {
        return dialect();
    }

    /** The codecs of the database's values; a mapper reads and writes JSON objects, if there is one. */
    ValueCodecs valueCodecs(@Nullable JsonMapper jsonMapper);

    /** Makes Cinnabar's errors of the driver's. */
    ErrorTranslator errorTranslator();

    /** How the driver must be handled. */
    DriverRules driverRules();

    /** The statements that ask the database what it has. */
    Catalog catalog();

    /** A factory of physical connections, with the driver's options set as Cinnabar needs them. Does no I/O. */
    default ConnectionFactory connectionFactory(ConnectionFactoryOptions options) {
        return ConnectionFactories.get(options);
    }
}
