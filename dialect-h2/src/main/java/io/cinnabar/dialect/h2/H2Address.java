package io.cinnabar.dialect.h2;

import static org.h2.api.ErrorCode.ADMIN_RIGHTS_REQUIRED;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.h2.H2ConnectionConfiguration;
import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.h2.H2ConnectionFactoryProvider;
import io.r2dbc.h2.H2ConnectionOption;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import io.r2dbc.spi.R2dbcException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Where an H2 database is, and how it is opened. The driver's own reading of the options is not used: it writes the
 * credentials into the JDBC URL, where a password with a semicolon breaks it and from where H2 puts it into messages.
 *
 * @param url the address behind {@code jdbc:h2:}
 * @param settings the settings that are appended to the address
 * @param properties the settings and credentials that are kept out of it
 * @param addsCloseDelay whether the user has not said when the database is closed
 */
record H2Address(String url, List<String> settings, Map<String, String> properties, boolean addsCloseDelay) {
    private static final String CLOSE_DELAY = H2ConnectionOption.DB_CLOSE_DELAY.getKey();

    static H2Address of(ConnectionFactoryOptions options) {
        String url = url(options);
        var settings = new ArrayList<String>();
        String text = text(options, H2ConnectionFactoryProvider.OPTIONS);
        for (String setting : text == null ? new String[0] : text.split(";", -1)) {
            if (!setting.isBlank()) {
                settings.add(setting.strip());
            }
        }
        var properties = new LinkedHashMap<String, String>();
        for (H2ConnectionOption known : H2ConnectionOption.values()) {
            put(properties, known.getKey(), text(options, Option.valueOf(known.getKey())));
            put(
                    properties,
                    known.getKey(),
                    text(options, Option.valueOf(known.getKey().toLowerCase(Locale.ROOT))));
        }
        boolean addsCloseDelay =
                url.startsWith("mem:") && !properties.containsKey(CLOSE_DELAY) && !names(url, settings, CLOSE_DELAY);
        if (addsCloseDelay) {
            properties.put(CLOSE_DELAY, "-1");
        }
        put(properties, "USER", text(options, ConnectionFactoryOptions.USER));
        put(properties, "PASSWORD", text(options, ConnectionFactoryOptions.PASSWORD));
        return new H2Address(url, settings, properties, addsCloseDelay);
    }

    private static String url(ConnectionFactoryOptions options) {
        String url = text(options, H2ConnectionFactoryProvider.URL);
        if (url != null) {
            return url;
        }
        String protocol = text(options, ConnectionFactoryOptions.PROTOCOL);
        String database = text(options, ConnectionFactoryOptions.DATABASE);
        boolean isKnown = H2ConnectionFactoryProvider.PROTOCOL_MEM.equals(protocol)
                || H2ConnectionFactoryProvider.PROTOCOL_FILE.equals(protocol);
        if (!isKnown || database == null) {
            throw new InvalidRequestException(
                    ErrorCode.URL_MALFORMED,
                    "The URL does not name an H2 database. Use r2dbc:h2:mem:///name for one in memory, or"
                            + " r2dbc:h2:file:////path/name for one in a file.");
        }
        return protocol + ":" + database;
    }

    private static @Nullable String text(ConnectionFactoryOptions options, Option<?> option) {
        Object value = options.getValue(option);
        return value == null ? null : value.toString();
    }

    private static void put(Map<String, String> properties, String key, @Nullable String value) {
        if (value != null) {
            properties.put(key, value);
        }
    }

    private static boolean names(String url, List<String> settings, String key) {
        return url.toUpperCase(Locale.ROOT).contains(";" + key + "=")
                || settings.stream()
                        .anyMatch(setting -> setting.toUpperCase(Locale.ROOT).startsWith(key + "="));
    }

    ConnectionFactory connectionFactory() {
        ConnectionFactory factory = factory(properties);
        if (!addsCloseDelay) {
            return factory;
        }
        var others = new LinkedHashMap<>(properties);
        others.remove(CLOSE_DELAY);
        return new ForAnyUser(factory, factory(others));
    }

    private H2ConnectionFactory factory(Map<String, String> chosen) {
        var configuration = H2ConnectionConfiguration.builder().url(url);
        settings.forEach(configuration::option);
        chosen.forEach(configuration::property);
        return new H2ConnectionFactory(configuration.build());
    }

    /**
     * Connections to a database in memory: with a delay of closing it, or without for users who may not set one. They
     * can only come after an administrator, who has set it.
     */
    private record ForAnyUser(ConnectionFactory administrators, ConnectionFactory others) implements ConnectionFactory {
        @Override
        public Publisher<? extends Connection> create() {
            return Mono.<Connection>from(administrators.create())
                    .onErrorResume(ForAnyUser::lacksRights, refused -> Mono.from(others.create()));
        }

        private static boolean lacksRights(Throwable error) {
            return error instanceof R2dbcException refused && refused.getErrorCode() == ADMIN_RIGHTS_REQUIRED;
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return administrators.getMetadata();
        }
    }

    /** Without the settings, which can hold passwords. */
    @Override
    public String toString() {
        int end = url.indexOf(';');
        return end < 0 ? url : url.substring(0, end);
    }
}
