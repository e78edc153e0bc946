package io.cinnabar.core;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PROTOCOL;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database: {@code r2dbc:postgresql://user:password@host:5432/shop?option=value}. Immutable. It can be
 * read from a URL or put together from parts, which then need no escaping; {@code toString()} hides the password.
 */
public final class DatabaseUrl {
    private final ConnectionFactoryOptions options;

    private DatabaseUrl(ConnectionFactoryOptions options) {
        this.options = options;
    }

    /** Reads a URL. Signals an error, without the URL's secrets, for one that cannot be read. */
    public static DatabaseUrl parse(String url) {
        if (!url.startsWith("r2dbc:") && !url.startsWith("r2dbcs:")) {
            throw malformed("It must start with 'r2dbc:', such as r2dbc:postgresql://host/database.");
        }
        ConnectionFactoryOptions options;
        try {
            options = ConnectionFactoryOptions.parse(url);
        } catch (RuntimeException unreadable) {
            // The parser's message repeats the URL with its password, so it is not passed on, not even as the cause.
            throw malformed(
                    "Percent-encode special characters of the user name and password, or use DatabaseUrl.of(…).");
        }
        checkDriver(options);
        checkPorts(options);
        return new DatabaseUrl(options);
    }

    private static void checkDriver(ConnectionFactoryOptions options) {
        if ("pool".equals(String.valueOf(options.getValue(DRIVER)))) {
            throw malformed("The engine has a pool of its own: leave 'pool:' out and set EngineOptions.withPool(…).");
        }
    }

    /** A port that is no number would be taken for a part of the host; several hosts are separated by commas. */
    private static void checkPorts(ConnectionFactoryOptions options) {
        boolean isPossible = !(options.getValue(PORT) instanceof Integer port) || isPort(port);
        String hosts = options.hasOption(HOST) ? String.valueOf(options.getValue(HOST)) : "";
        for (String host : hosts.split(",", -1)) {
            int colon = host.lastIndexOf(':');
            isPossible &= colon <= host.lastIndexOf(']') || isPort(host.substring(colon + 1));
        }
        if (!isPossible) {
            throw malformed("The port must be a number between 1 and 65535.");
        }
    }

    private static boolean isPort(Object text) {
        try {
            int port = Integer.parseInt(text.toString());
            return port >= 1 && port <= 65_535;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private static InvalidRequestException malformed(String remedy) {
        return new InvalidRequestException(ErrorCode.URL_MALFORMED, "The database URL cannot be read. " + remedy);
    }

    /** The address of a database on a server. */
    public static DatabaseUrl of(String driver, String host, int port, String database) {
        return new DatabaseUrl(ConnectionFactoryOptions.builder()
                .option(DRIVER, driver)
                .option(HOST, host)
                .option(PORT, port)
                .option(DATABASE, database)
                .build());
    }

    static DatabaseUrl of(ConnectionFactoryOptions options) {
        if (!options.hasOption(DRIVER)) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "The connection options do not name a driver. Set ConnectionFactoryOptions.DRIVER, such as to"
                            + " \"postgresql\".");
        }
        checkDriver(options);
        checkPorts(options);
        return new DatabaseUrl(options);
    }

    private <T> DatabaseUrl with(Option<T> option, T value) {
        return new DatabaseUrl(options.mutate().option(option, value).build());
    }

    /** This address with a user's name. */
    public DatabaseUrl withUser(String user) {
        return with(USER, user);
    }

    /** This address with a password. */
    public DatabaseUrl withPassword(CharSequence password) {
        return with(PASSWORD, password);
    }

    /** This address with another database. */
    public DatabaseUrl withDatabase(String database) {
        return with(DATABASE, database);
    }

    /** This address with another host and port. */
    public DatabaseUrl withHost(String host, int port) {
        return with(HOST, host).with(PORT, port);
    }

    /**
     * This address with several hosts, each with its port or without, which the driver tries one after the other:
     * {@code withHosts("one:5432", "two:5432")}. For drivers that can do so, such as the one of PostgreSQL.
     */
    public DatabaseUrl withHosts(String... hosts) {
        DatabaseUrl all = withoutOption(PORT.name()).with(HOST, String.join(",", hosts));
        checkPorts(all.options);
        return all;
    }

    /** This address with an option of the driver, by the driver's name for it. */
    public DatabaseUrl withOption(String name, Object value) {
        return with(Option.valueOf(name), value);
    }

    /**
     * This address without an option, by the driver's name for it; {@code "user"}, {@code "password"}, {@code "host"},
     * {@code "port"} and {@code "database"} are options too. Does nothing where it is not set.
     */
    public DatabaseUrl withoutOption(String name) {
        if (name.equals(DRIVER.name())) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "An address cannot be without its driver. Make another one with DatabaseUrl.of(…).");
        }
        return new DatabaseUrl(ConnectionFactoryOptions.builder()
                .from(options, option -> !option.name().equals(name))
                .build());
    }

    /**
     * The names of the driver's options that are set, in alphabetical order; those of the address are not among them.
     */
    public Set<String> optionNames() {
        return UrlWriter.others(options).stream().map(Option::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The name of the driver. */
    public String driver() {
        return String.valueOf(options.getValue(DRIVER));
    }

    /** The host, or null where the driver needs none. */
    public @Nullable String host() {
        return text(HOST);
    }

    /** The port, or null for the driver's default. */
    public @Nullable Integer port() {
        return options.getValue(PORT) instanceof Integer port ? port : null;
    }

    /** The database, or null for the driver's default. */
    public @Nullable String database() {
        return text(DATABASE);
    }

    /** The user's name, or null. */
    public @Nullable String user() {
        return text(USER);
    }

    private @Nullable String text(Option<?> option) {
        Object value = options.getValue(option);
        return value == null ? null : value.toString();
    }

    ConnectionFactoryOptions options() {
        return options;
    }

    /**
     * The address as a URL that {@link #parse} reads back as the same address: with the password, with the driver's
     * options, and with the escapes that they need. Not for the log; that is {@link #toString()}. Signals an error
     * where an option is an object that no URL can hold.
     */
    public String urlWithPassword() {
        return UrlWriter.write(options);
    }

    /** The address without the password and without the driver's options, which may hold secrets too. */
    @Override
    public String toString() {
        var text = new StringBuilder("r2dbc:").append(driver());
        if (options.hasOption(PROTOCOL)) {
            text.append(':').append(text(PROTOCOL));
        }
        text.append("://");
        if (user() != null) {
            text.append(user()).append(options.hasOption(PASSWORD) ? ":***@" : "@");
        }
        if (host() != null) {
            text.append(host());
        }
        if (port() != null) {
            text.append(':').append(port());
        }
        return database() == null
                ? text.toString()
                : text.append('/').append(database()).toString();
    }
}
