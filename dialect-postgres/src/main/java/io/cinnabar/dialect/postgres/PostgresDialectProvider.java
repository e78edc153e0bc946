package io.cinnabar.dialect.postgres;

import io.cinnabar.core.driver.Catalog;
import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.core.driver.DriverRules;
import io.cinnabar.core.driver.ErrorTranslator;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.ServerVersion;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.type.JsonMapper;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** PostgreSQL over the driver {@code r2dbc-postgresql}: {@code r2dbc:postgresql://host/database}. */
public final class PostgresDialectProvider implements DialectProvider {
    private static final String PRODUCT = "PostgreSQL";

    /** The first version with identity columns. */
    private static final int OLDEST = 10;

    /** From this version on, servers can do all that the dialect knows. */
    private static final int NEWEST_GATE = 12;

    private final Dialect dialect = PostgresDialect.create();
    private final ErrorTranslator errorTranslator = new PostgresErrorTranslator();
    private final PostgresConnections connections = new PostgresConnections();
    private final DriverRules driverRules = new PostgresDriverRules(connections);
    private final Catalog catalog = new PostgresCatalog();

    /** The provider, as {@link java.util.ServiceLoader} makes it. */
    public PostgresDialectProvider() {}

    @Override
    public Set<String> driverNames() {
        return Set.of("postgresql", "postgres");
    }

    @Override
    public boolean serves(ConnectionFactory connectionFactory) {
        return PRODUCT.equals(connectionFactory.getMetadata().getName());
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public Dialect dialect(ServerVersion version) {
        if (!version.isAtLeast(OLDEST, 0)) {
            throw new InvalidRequestException(
                    ErrorCode.UNSUPPORTED,
                    "The server is PostgreSQL " + version + ", but the oldest one that is supported is " + OLDEST
                            + ".");
        }
        return version.isAtLeast(NEWEST_GATE, 0) ? dialect : PostgresDialect.create(version);
    }

    @Override
    public ValueCodecs valueCodecs(@Nullable JsonMapper jsonMapper) {
        return new PostgresValueCodecs(jsonMapper);
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

    /**
     * A factory of connections, with the driver's options as Cinnabar needs them where the URL says nothing else.
     * Signals an error, without secrets, for an option that the driver does not know or cannot read.
     */
    @Override
    public ConnectionFactory connectionFactory(ConnectionFactoryOptions options) {
        return connections.factory(new PostgresConnectionOptions(options));
    }
}
