package io.cinnabar.dialect.postgres;

import io.cinnabar.dialect.postgres.codec.PostgresCodecRegistrar;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.extension.Extension;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/** Makes the driver's configurations of connections from the options of a URL. Immutable. */
final class PostgresConnectionOptions {
    private static final int CACHED_STATEMENTS = 256;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final String APPLICATION_NAME = "cinnabar";
    private static final String FAILOVER = PostgresqlConnectionFactoryProvider.FAILOVER_PROTOCOL;

    private static final Set<Option<?>> REQUIRED = Set.of(ConnectionFactoryOptions.HOST, ConnectionFactoryOptions.USER);

    private static final Set<String> SWITCHES = names(
            ConnectionFactoryOptions.SSL,
            PostgresqlConnectionFactoryProvider.AUTODETECT_EXTENSIONS,
            PostgresqlConnectionFactoryProvider.COMPATIBILITY_MODE,
            PostgresqlConnectionFactoryProvider.FORCE_BINARY,
            PostgresqlConnectionFactoryProvider.LOAD_BALANCE_HOSTS,
            PostgresqlConnectionFactoryProvider.PREFER_ATTACHED_BUFFERS,
            PostgresqlConnectionFactoryProvider.SSL_SNI,
            PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE,
            PostgresqlConnectionFactoryProvider.TCP_NODELAY);

    private static final Set<String> OTHERS = names(
            ConnectionFactoryOptions.CONNECT_TIMEOUT,
            ConnectionFactoryOptions.DATABASE,
            ConnectionFactoryOptions.DRIVER,
            ConnectionFactoryOptions.HOST,
            ConnectionFactoryOptions.LOCK_WAIT_TIMEOUT,
            ConnectionFactoryOptions.PASSWORD,
            ConnectionFactoryOptions.PORT,
            ConnectionFactoryOptions.PROTOCOL,
            ConnectionFactoryOptions.STATEMENT_TIMEOUT,
            ConnectionFactoryOptions.USER,
            PostgresqlConnectionFactoryProvider.APPLICATION_NAME,
            PostgresqlConnectionFactoryProvider.CURRENT_SCHEMA,
            PostgresqlConnectionFactoryProvider.ERROR_RESPONSE_LOG_LEVEL,
            PostgresqlConnectionFactoryProvider.EXTENSIONS,
            PostgresqlConnectionFactoryProvider.FETCH_SIZE,
            PostgresqlConnectionFactoryProvider.HOST_RECHECK_TIME,
            PostgresqlConnectionFactoryProvider.LOOP_RESOURCES,
            PostgresqlConnectionFactoryProvider.NOTICE_LOG_LEVEL,
            PostgresqlConnectionFactoryProvider.OPTIONS,
            PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES,
            PostgresqlConnectionFactoryProvider.SCHEMA,
            PostgresqlConnectionFactoryProvider.SOCKET,
            PostgresqlConnectionFactoryProvider.SSL_CERT,
            PostgresqlConnectionFactoryProvider.SSL_CONTEXT_BUILDER_CUSTOMIZER,
            PostgresqlConnectionFactoryProvider.SSL_HOSTNAME_VERIFIER,
            PostgresqlConnectionFactoryProvider.SSL_KEY,
            PostgresqlConnectionFactoryProvider.SSL_MODE,
            PostgresqlConnectionFactoryProvider.SSL_MODE_ALIAS,
            PostgresqlConnectionFactoryProvider.SSL_NEGOTIATION,
            PostgresqlConnectionFactoryProvider.SSL_NEGOTIATION_ALIAS,
            PostgresqlConnectionFactoryProvider.SSL_PASSWORD,
            PostgresqlConnectionFactoryProvider.SSL_ROOT_CERT,
            PostgresqlConnectionFactoryProvider.TARGET_SERVER_TYPE,
            PostgresqlConnectionFactoryProvider.TIME_ZONE);

    private final ConnectionFactoryOptions options;
    private final List<Extension> extensions;
    private final LoopResources loops;

    /** Signals an error, without secrets, for an option that the driver does not know or cannot read. */
    PostgresConnectionOptions(ConnectionFactoryOptions given) {
        check(given);
        this.options = withFailover(given);
        this.extensions = extensions(options);
        this.loops = options.getValue(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES) instanceof LoopResources own
                ? own
                : TcpResources.get();
    }

    private static Set<String> names(Option<?>... options) {
        return Stream.of(options).map(Option::name).collect(Collectors.toUnmodifiableSet());
    }

    /** What the driver's extensions are: looked for once, as that reads files. */
    private static List<Extension> extensions(ConnectionFactoryOptions options) {
        Object wanted = options.getValue(PostgresqlConnectionFactoryProvider.AUTODETECT_EXTENSIONS);
        return wanted == null || Boolean.parseBoolean(wanted.toString())
                ? ServiceLoader.load(Extension.class, Extension.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList()
                : List.of();
    }

    /** The event loops that serve the connections. */
    LoopResources loops() {
        return loops;
    }

    /** The configuration of one connection. */
    PostgresqlConnectionConfiguration configuration(PostgresSockets sockets) {
        try {
            return built(sockets);
        } catch (RuntimeException refused) {
            // Without its cause: what the driver found wrong can hold the value, and the value a password.
            throw invalid("The options of the PostgreSQL connection cannot be used: " + reason(refused, options));
        }
    }

    /** Several hosts without the protocol that says what they are for would be taken for the name of one. */
    private static ConnectionFactoryOptions withFailover(ConnectionFactoryOptions options) {
        boolean hasSeveral =
                options.getValue(ConnectionFactoryOptions.HOST) instanceof String host && host.contains(",");
        return hasSeveral && !options.hasOption(ConnectionFactoryOptions.PROTOCOL)
                ? options.mutate()
                        .option(ConnectionFactoryOptions.PROTOCOL, FAILOVER)
                        .build()
                : options;
    }

    private PostgresqlConnectionConfiguration built(PostgresSockets sockets) {
        PostgresqlConnectionConfiguration.Builder builder = PostgresqlConnectionFactoryProvider.builder(options);
        builder.loopResources(sockets);
        builder.autodetectExtensions(false);
        extensions.forEach(builder::extendWith);
        // Also where extensions are not looked for, or the driver's class loader does not see this module.
        builder.extendWith(new PostgresCodecRegistrar());
        if (!options.hasOption(PostgresqlConnectionFactoryProvider.FORCE_BINARY)) {
            builder.forceBinary(true); // half the time of reading text; our codec reads both
        }
        if (!options.hasOption(PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES)) {
            builder.preparedStatementCacheQueries(CACHED_STATEMENTS); // the driver's own default has no bound
        }
        if (!options.hasOption(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE)) {
            builder.tcpKeepAlive(true); // else a server that vanished is never noticed
        }
        if (!options.hasOption(ConnectionFactoryOptions.CONNECT_TIMEOUT)) {
            builder.connectTimeout(CONNECT_TIMEOUT);
        }
        if (!options.hasOption(PostgresqlConnectionFactoryProvider.APPLICATION_NAME)) {
            builder.applicationName(APPLICATION_NAME);
        }
        return builder.build();
    }

    private static void check(ConnectionFactoryOptions options) {
        for (String name : present(options)) {
            boolean isSwitch = SWITCHES.contains(name);
            if (!isSwitch && !OTHERS.contains(name)) {
                var known = new TreeSet<>(SWITCHES);
                known.addAll(OTHERS);
                throw invalid("The PostgreSQL driver has no option '" + name + "'; it has " + known + ".");
            }
            // The driver takes every other word for false, and so would leave out ssl=yes without a word.
            String value = String.valueOf(options.getValue(Option.valueOf(name)));
            if (isSwitch && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
                throw invalid("The option '" + name + "' of the PostgreSQL connection must be true or false.");
            }
        }
        for (Option<?> option : REQUIRED) {
            boolean hasSocket = option == ConnectionFactoryOptions.HOST
                    && options.hasOption(PostgresqlConnectionFactoryProvider.SOCKET);
            Object value = options.getValue(option);
            if (!hasSocket && (value == null || value.toString().isEmpty())) {
                throw invalid("The PostgreSQL connection needs the option '" + option.name()
                        + "'. A URL has it as r2dbc:postgresql://user:password@host:5432/database.");
            }
        }
    }

    /** The names of the options that are set, which cannot be listed but can be filtered. */
    private static Set<String> present(ConnectionFactoryOptions options) {
        var names = new TreeSet<String>();
        ConnectionFactoryOptions.builder().from(options, option -> {
            names.add(option.name());
            return false;
        });
        return names;
    }

    private static String reason(Throwable refused, ConnectionFactoryOptions options) {
        var reason = new StringBuilder(String.valueOf(refused.getMessage()));
        for (Throwable cause = refused.getCause(); cause != null; cause = cause.getCause()) {
            reason.append(": ").append(cause.getMessage());
        }
        String text = without(reason.toString(), options.getValue(ConnectionFactoryOptions.PASSWORD));
        return without(text, options.getValue(PostgresqlConnectionFactoryProvider.SSL_PASSWORD));
    }

    private static String without(String text, @Nullable Object secret) {
        return secret == null || secret.toString().isEmpty() ? text : text.replace(secret.toString(), "***");
    }

    private static InvalidRequestException invalid(String message) {
        return new InvalidRequestException(ErrorCode.OPTION_INVALID, message);
    }
}
