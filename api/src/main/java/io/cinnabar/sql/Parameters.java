package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of a statement's named parameters, or of the columns of a row to insert, by name. Immutable; values may be
 * null.
 */
public final class Parameters {
    /** No values. */
    public static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, @Nullable Object> values;

    private Parameters(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    /** A single value. */
    public static Parameters of(String name, @Nullable Object value) {
        return NONE.and(name, value);
    }

    /** The value of a column. */
    public static <T extends @Nullable Object> Parameters of(ColumnExpression<T> column, @Nullable T value) {
        return NONE.and(column, value);
    }

    /** The entries of a map. */
    public static Parameters of(Map<String, ? extends @Nullable Object> values) {
        return new Parameters(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** These values and one more, which replaces an earlier value of the same name. */
    public Parameters and(String name, @Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>(values);
        copy.put(requireNonNull(name, "name"), value);
        return new Parameters(Collections.unmodifiableMap(copy));
    }

    /** These values and that of a column. */
    public <T extends @Nullable Object> Parameters and(ColumnExpression<T> column, @Nullable T value) {
        return and(column.name(), value);
    }

    /** Whether there is a value, be it null, under a name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value under a name; null too where there is none. */
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /** The names, in the order in which they were given. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Whether there are no values. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The names, without the values. */
    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
