package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options of executing a statement: an immutable map of typed keys. They can be set on the engine, on a connection, on
 * a statement and on a call; the later in this list wins.
 */
public final class ExecutionOptions {
    private static final Duration LONGEST = Duration.ofDays(36_500); // short enough to be counted in nanoseconds

    /** How many rows are fetched at a time where the driver fetches in portions; positive. */
    public static final ExecutionOption<Integer> FETCH_SIZE = ExecutionOption.of("fetchSize", Integer.class);
    /**
     * Whether the rows of a query are fetched from a cursor on the server ({@code DECLARE}, {@code FETCH}), in portions
     * of {@link #FETCH_SIZE} rows between which other operations on the connection have their turn: bounded memory, and
     * one connection. Two portions are held at the most. Needs an open transaction; PostgreSQL only.
     */
    public static final ExecutionOption<Boolean> SERVER_CURSOR = ExecutionOption.of("serverCursor", Boolean.class);
    /** How long a statement may run on the server before it is stopped. */
    public static final ExecutionOption<Duration> TIMEOUT = ExecutionOption.of("timeout", Duration.class);
    /** A tag that is shown with the statement in the log, given to listeners, and put into the Reactor context. */
    public static final ExecutionOption<String> LABEL = ExecutionOption.of("label", String.class);
    /** Whether the compiled statement may come from and go to the engine's cache; true unless set. */
    public static final ExecutionOption<Boolean> COMPILED_CACHE = ExecutionOption.of("compiledCache", Boolean.class);
    /**
     * How many rows {@code executeMany} sends with one statement at the most; positive. With 1 nothing is batched: each
     * row is sent with a statement of its own.
     */
    public static final ExecutionOption<Integer> PAGE_SIZE = ExecutionOption.of("pageSize", Integer.class);
    /**
     * Says of an update or delete that {@code executeMany} executes that no two rows of its parameters concern the same
     * row of the table, so that their order does not matter: where the database takes arrays, one statement then does
     * the work of all. False unless set.
     */
    public static final ExecutionOption<Boolean> DISTINCT_ROWS = ExecutionOption.of("distinctRows", Boolean.class);
    /**
     * Other names for the schemas of the statement's tables, by the name in the metadata; the empty name stands for
     * tables without a schema. The compiled statement is shared between all translations.
     */
    public static final ExecutionOption<Map<String, String>> SCHEMA_TRANSLATION =
            ExecutionOption.of("schemaTranslation", Map.class);

    /** No options. */
    public static final ExecutionOptions NONE = new ExecutionOptions(Map.of());

    private final Map<ExecutionOption<?>, Object> values;

    private ExecutionOptions(Map<ExecutionOption<?>, Object> values) {
        this.values = values;
    }

    /** These options and one more, which replaces an earlier value of the same key. */
    public <T> ExecutionOptions with(ExecutionOption<T> option, T value) {
        requireNonNull(value, option::name);
        check(option, value);
        var copy = new HashMap<>(values);
        copy.put(option, value instanceof Map<?, ?> map ? Map.copyOf(map) : value);
        return new ExecutionOptions(Map.copyOf(copy));
    }

    /** These options, with those of another set added and taking precedence. */
    public ExecutionOptions merge(ExecutionOptions stronger) {
        if (stronger.values.isEmpty()) {
            return this;
        }
        if (values.isEmpty()) {
            return stronger;
        }
        var copy = new HashMap<>(values);
        copy.putAll(stronger.values);
        return new ExecutionOptions(Map.copyOf(copy));
    }

    /** The value of an option, or null where it is not set. */
    public <T> @Nullable T get(ExecutionOption<T> option) {
        Object value = values.get(option);
        return value == null ? null : option.cast(value);
    }

    /** The value of an option, or another one where it is not set. */
    public <T> T get(ExecutionOption<T> option, T otherwise) {
        Object value = values.get(option);
        return value == null ? otherwise : option.cast(value);
    }

    /** The keys that are set. */
    public Set<ExecutionOption<?>> keys() {
        return values.keySet();
    }

    private static void check(ExecutionOption<?> option, Object value) {
        if ((option == FETCH_SIZE || option == PAGE_SIZE) && value instanceof Integer size && size < 1) {
            throw new IllegalArgumentException("The option '" + option + "' must be at least 1, not " + size + ".");
        }
        if (option == TIMEOUT && value instanceof Duration timeout && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("The option 'timeout' must be positive, not " + timeout + ".");
        }
        if (option == TIMEOUT && value instanceof Duration timeout && timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The option 'timeout' must be at most " + LONGEST.toDays() + " days, not " + timeout + ".");
        }
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
