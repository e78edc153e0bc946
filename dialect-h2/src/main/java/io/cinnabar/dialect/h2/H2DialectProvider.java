package io.cinnabar.dialect.h2;

import io.cinnabar.core.driver.Catalog;
import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.driver.ErrorTranslator;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.type.JsonMapper;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * H2 under an engine, over {@code r2dbc-h2}: {@code r2dbc:h2:mem:///name} for a database in memory,
 * {@code r2dbc:h2:file:////absolute/path} for one in a file. Credentials can be left out.
 *
 * <p>H2 drops a database in memory when its last connection is closed, which a pool may do at any moment. So one is
 * opened with {@code DB_CLOSE_DELAY=-1} and lives as long as the JVM, unless the URL sets another
 * {@code DB_CLOSE_DELAY}.
 */
public final class H2DialectProvider implements DialectProvider {
    private final Dialect dialect = H2Dialect.create();
    private final ErrorTranslator errorTranslator = new H2ErrorTranslator(dialect.quoter());
    private final DriverRules driverRules = new H2DriverRules();
    private final Catalog catalog = new H2Catalog();

    /** A provider, as {@link java.util.ServiceLoader} makes it. */
    public H2DialectProvider() {}

    @Override
    public Set<String> driverNames() {
        return Set.of("h2");
    }

    @Override
    public boolean serves(ConnectionFactory connectionFactory) {
        return connectionFactory.getMetadata().getName().equals("H2");
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public ValueCodecs valueCodecs(@Nullable JsonMapper jsonMapper) {
        return new H2ValueCodecs(jsonMapper);
    }

    @Override
    public ErrorTranslator errorTranslator() {
        return errorTranslator;
    }

    @Override
    public DriverRules driverRules() {
        return driverRules;
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public ConnectionFactory connectionFactory(ConnectionFactoryOptions options) {
        return H2Address.of(options).connectionFactory();
    }
}
