package io.cinnabar.core;

import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.SessionReset;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.sql.ExecutionOption;
import io.cinnabar.sql.ExecutionOptions;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the address and the options of an engine from properties. No message repeats what may be a secret. */
final class EngineProperties {
    /** Behind it stand options of the driver, by the driver's own names for them. */
    private static final String DRIVER = "driver.";

    private static final Pattern DURATION = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");

    /** What each property does to the options. */
    private static final Map<String, Setter> OPTIONS = setters();

    private static final Map<String, BiFunction<DatabaseUrl, String, DatabaseUrl>> ADDRESS =
            Map.of("user", DatabaseUrl::withUser, "password", DatabaseUrl::withPassword);

    private final String prefix;
    private final Map<String, String> values = new LinkedHashMap<>();

    @FunctionalInterface
    private interface Setter {
        EngineOptions set(EngineOptions options, String value);
    }

    EngineProperties(Map<String, String> properties, String prefix) {
        this.prefix = prefix;
        new TreeMap<>(properties).forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                put(key.substring(prefix.length()), value.strip());
            }
        });
    }

    private void put(String key, String value) {
        String name = key.startsWith(DRIVER) ? key : normal(key);
        boolean isKnown = name.equals("url")
                || ADDRESS.containsKey(name)
                || OPTIONS.containsKey(name)
                || name.startsWith(DRIVER) && name.length() > DRIVER.length();
        if (!isKnown) {
            throw invalid("There is no property '" + prefix + key + "'; the nearest one is '" + prefix + nearest(name)
                    + "'.");
        }
        if (values.put(name, value) != null) {
            throw invalid("The property '" + prefix + name + "' is set twice, in different spellings.");
        }
    }

    /** One spelling of a name: {@code pool.maxSize} and {@code pool.max_size} are {@code pool.max-size}. */
    private static String normal(String key) {
        return key.replace('_', '-').replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The address. */
    DatabaseUrl url() {
        String text = values.get("url");
        if (text == null || text.isEmpty()) {
            throw invalid("The property '" + prefix + "url' is missing. Set it to the address of the database, such as"
                    + " r2dbc:postgresql://host/database.");
        }
        DatabaseUrl url = DatabaseUrl.parse(text);
        for (Map.Entry<String, String> each : values.entrySet()) {
            if (ADDRESS.containsKey(each.getKey())) {
                url = ADDRESS.get(each.getKey()).apply(url, each.getValue());
            } else if (each.getKey().startsWith(DRIVER)) {
                url = url.withOption(each.getKey().substring(DRIVER.length()), each.getValue());
            }
        }
        return url;
    }

    /** The options, where they are not set as others say. */
    EngineOptions options(EngineOptions defaults) {
        EngineOptions options = defaults;
        for (Map.Entry<String, String> each : values.entrySet()) {
            Setter setter = OPTIONS.get(each.getKey());
            if (setter != null) {
                options = set(setter, options, each);
            }
        }
        return options;
    }

    private EngineOptions set(Setter setter, EngineOptions options, Map.Entry<String, String> property) {
        try {
            return setter.set(options, property.getValue());
        } catch (IllegalArgumentException refused) {
            throw invalid("The property '" + prefix + property.getKey() + "' is '" + property.getValue() + "', but "
                    + refused.getMessage());
        }
    }

    private static Map<String, Setter> setters() {
        var setters = new TreeMap<String, Setter>();
        setters.put("name", EngineOptions::withName);
        setters.put("pool.max-size", pool((pool, text) -> pool.withMaxSize(whole(text))));
        setters.put("pool.min-idle", pool((pool, text) -> pool.withMinIdle(whole(text))));
        setters.put("pool.acquire-timeout", pool((pool, text) -> pool.withAcquireTimeout(duration(text))));
        setters.put("pool.max-idle-time", pool((pool, text) -> pool.withMaxIdleTime(duration(text))));
        setters.put("pool.max-lifetime", pool((pool, text) -> pool.withMaxLifetime(duration(text))));
        setters.put("pool.max-pending", pool((pool, text) -> pool.withMaxPending(whole(text))));
        setters.put("pool.validate-after-idle", pool((pool, text) -> pool.withValidateAfterIdle(duration(text))));
        setters.put("pool.validation-timeout", pool((pool, text) -> pool.withValidationTimeout(duration(text))));
        setters.put("pool.clean-up-timeout", pool((pool, text) -> pool.withCleanUpTimeout(duration(text))));
        setters.put("pool.close-timeout", pool((pool, text) -> pool.withCloseTimeout(duration(text))));
        setters.put("pool.leak-timeout", pool((pool, text) -> pool.withLeakTimeout(duration(text))));
        setters.put("pool.reset", pool((pool, text) -> pool.withReset(constant(SessionReset.values(), text))));
        setters.put("pool.enabled", pool((pool, text) -> isTrue(text) ? pool : pool.unpooled()));
        setters.put(
                "transaction.isolation-level",
                (options, text) -> options.withTransaction(
                        options.transaction().withIsolationLevel(constant(IsolationLevel.values(), text))));
        setters.put(
                "transaction.read-only",
                (options, text) -> isTrue(text)
                        ? options.withTransaction(options.transaction().readOnly())
                        : options);
        setters.put(
                "transaction.statement-timeout",
                (options, text) -> options.withTransaction(options.transaction().withStatementTimeout(duration(text))));
        setters.put("execution.fetch-size", execution(ExecutionOptions.FETCH_SIZE, EngineProperties::whole));
        setters.put("execution.page-size", execution(ExecutionOptions.PAGE_SIZE, EngineProperties::whole));
        setters.put("execution.server-cursor", execution(ExecutionOptions.SERVER_CURSOR, EngineProperties::isTrue));
        setters.put("execution.timeout", execution(ExecutionOptions.TIMEOUT, EngineProperties::duration));
        setters.put("execution.label", execution(ExecutionOptions.LABEL, text -> text));
        setters.put("compiled-cache-size", (options, text) -> options.withCompiledCacheSize(whole(text)));
        setters.put("max-buffered-rows", (options, text) -> options.withMaxBufferedRows(whole(text)));
        setters.put("listener-timeout", (options, text) -> options.withListenerTimeout(duration(text)));
        setters.put("show-bind-values", (options, text) -> isTrue(text) ? options.showBindValues() : options);
        setters.put(
                "ignore-cartesian-products",
                (options, text) -> isTrue(text) ? options.ignoreCartesianProducts() : options);
        setters.put("raise-warnings", (options, text) -> isTrue(text) ? options.raiseWarnings() : options);
        return Collections.unmodifiableMap(setters);
    }

    private static Setter pool(BiFunction<PoolOptions, String, PoolOptions> change) {
        return (options, text) -> options.withPool(change.apply(options.pool(), text));
    }

    private static <T> Setter execution(ExecutionOption<T> option, Function<String, T> reading) {
        return (options, text) -> options.withExecution(option, reading.apply(text));
    }

    private static int whole(String text) {
        try {
            return Integer.parseInt(text.replace("_", ""));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("it must be a whole number.", noNumber);
        }
    }

    private static boolean isTrue(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new IllegalArgumentException("it must be true or false.");
        }
        return text.equalsIgnoreCase("true");
    }

    private static Duration duration(String text) {
        Matcher simple = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (simple.matches()) {
            long amount = Long.parseLong(simple.group(1)); // at most 15 digits, so that days in seconds may not fit
            try {
                return simple(amount, simple.group(2));
            } catch (ArithmeticException tooLong) {
                throw new IllegalArgumentException("it is too long a time.", tooLong);
            }
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    "it must be a time with its unit, such as 30s, 500ms or PT30S.", unreadable);
        }
    }

    private static Duration simple(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static <E extends Enum<E>> E constant(E[] constants, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Arrays.stream(constants)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("it must be one of " + Arrays.toString(constants) + "."));
    }

    private static String nearest(String name) {
        var known = new TreeMap<String, @Nullable Object>();
        known.put("url", null);
        known.put(DRIVER + "…", null);
        ADDRESS.keySet().forEach(each -> known.put(each, null));
        OPTIONS.keySet().forEach(each -> known.put(each, null));
        return known.keySet().stream()
                .min(Comparator.comparingInt(each ->
                        Math.min(distance(each, name), 1 + distance(each.substring(each.lastIndexOf('.') + 1), name))))
                .orElseThrow();
    }

    /** The number of letters to change, add or leave out to make one word of the other. */
    private static int distance(String one, String other) {
        int[] last = new int[other.length() + 1];
        Arrays.setAll(last, index -> index);
        for (int row = 1; row <= one.length(); row++) {
            int[] next = new int[last.length];
            next[0] = row;
            for (int column = 1; column < next.length; column++) {
                int replaced = last[column - 1] + (one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1);
                next[column] = Math.min(replaced, 1 + Math.min(last[column], next[column - 1]));
            }
            last = next;
        }
        return last[other.length()];
    }

    private static InvalidRequestException invalid(String message) {
        return new InvalidRequestException(ErrorCode.OPTION_INVALID, message);
    }
}
