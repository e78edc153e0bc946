package io.cinnabar.core;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.DRIVER;
import static io.r2dbc.spi.ConnectionFactoryOptions.HOST;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PROTOCOL;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes addresses as URLs that are read back as the same addresses, or not at all. */
final class UrlWriter {
    private static final String UNRESERVED = "-._~";
    private static final Set<Option<?>> PLACED = Set.of(DRIVER, PROTOCOL, USER, PASSWORD, HOST, PORT, DATABASE);

    private UrlWriter() {}

    static String write(ConnectionFactoryOptions options) {
        var url = new StringBuilder("r2dbc:").append(text(options, DRIVER));
        if (options.hasOption(PROTOCOL)) {
            url.append(':').append(text(options, PROTOCOL));
        }
        url.append("://");
        if (options.hasOption(USER)) {
            url.append(encoded(text(options, USER), UNRESERVED));
            if (options.hasOption(PASSWORD)) {
                url.append(':').append(encoded(text(options, PASSWORD), UNRESERVED));
            }
            url.append('@');
        }
        if (options.hasOption(HOST)) {
            url.append(text(options, HOST));
        }
        if (options.hasOption(PORT)) {
            url.append(':').append(text(options, PORT));
        }
        if (options.hasOption(DATABASE)) {
            url.append('/').append(encoded(text(options, DATABASE), UNRESERVED + "/"));
        }
        char separator = '?';
        for (Option<?> option : others(options)) {
            url.append(separator).append(encoded(option.name(), UNRESERVED)).append('=');
            url.append(encoded(text(options, option), UNRESERVED));
            separator = '&';
        }
        check(options, url.toString());
        return url.toString();
    }

    /** The options that have no place of their own in a URL. */
    static Set<Option<?>> others(ConnectionFactoryOptions options) {
        var others = new TreeSet<Option<?>>(Comparator.comparing(Option::name));
        others.addAll(names(options));
        others.removeAll(PLACED);
        return others;
    }

    /** The options that are set, which cannot be listed but can be filtered. */
    static Set<Option<?>> names(ConnectionFactoryOptions options) {
        var names = new LinkedHashSet<Option<?>>();
        ConnectionFactoryOptions.builder().from(options, option -> {
            names.add(option);
            return false;
        });
        return names;
    }

    private static String text(ConnectionFactoryOptions options, Option<?> option) {
        return String.valueOf(options.getValue(option));
    }

    private static String encoded(String text, String plain) {
        var encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = each >= 'a' && each <= 'z'
                    || each >= 'A' && each <= 'Z'
                    || each >= '0' && each <= '9'
                    || plain.indexOf(each) >= 0;
            if (isPlain) {
                encoded.append((char) each);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(each >> 4 & 0xF, 16)))
                        .append(Character.toUpperCase(Character.forDigit(each & 0xF, 16)));
            }
        }
        return encoded.toString();
    }

    /** An option can be any object, and a host anything that was passed as one: both only show when it is read back. */
    private static void check(ConnectionFactoryOptions options, String url) {
        ConnectionFactoryOptions read;
        try {
            read = DatabaseUrl.parse(url).options();
        } catch (CinnabarException unreadable) {
            throw unwritable(
                    "the driver, the protocol, the host or the port has a character that a URL cannot hold there");
        }
        // In this order, as a wrong host makes a wrong database of its rest.
        var all = new LinkedHashSet<Option<?>>(List.of(HOST, PORT));
        all.addAll(names(options));
        all.addAll(names(read));
        for (Option<?> option : all) {
            if (options.hasOption(option) != read.hasOption(option)
                    || !text(options, option).equals(text(read, option))
                    || options.hasOption(option) && !isTextual(options.getValue(option))) {
                throw unwritable("a URL cannot hold the value of '" + option.name() + "'");
            }
        }
    }

    private static boolean isTextual(@Nullable Object value) {
        return value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>
                || value instanceof java.time.Duration;
    }

    private static InvalidRequestException unwritable(String reason) {
        return new InvalidRequestException(
                ErrorCode.URL_MALFORMED,
                "The address cannot be written as a URL: " + reason + ". Keep the DatabaseUrl itself, or take that part"
                        + " away with withoutOption(…).");
    }
}
