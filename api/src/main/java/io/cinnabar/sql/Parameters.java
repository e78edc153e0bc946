package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of a statement's named parameters, or of the columns of a row to insert, by name. Immutable; values may be
 * null.
 */
public final class Parameters {
    /** No values. */
    public static final Parameters NONE = new Parameters(Map.of(), false);

    /** By name, or by the plain name where they are the properties of an object. */
    private final Map<String, @Nullable Object> values;

    private final Set<String> names;
    private final boolean isOfObject;

    private Parameters(Map<String, @Nullable Object> named, boolean isOfObject) {
        this.isOfObject = isOfObject;
        this.names = named.keySet();
        this.values = isOfObject ? plain(named) : named;
    }

    private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> named) {
        var plain = new HashMap<String, @Nullable Object>();
        named.forEach((name, value) -> plain.put(plain(name), value));
        return plain;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private String key(String name) {
        return isOfObject ? plain(name) : name;
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
        return new Parameters(Collections.unmodifiableMap(new LinkedHashMap<>(values)), false);
    }

    /**
     * The properties of an object, by name: the components of a record, or what the public getters of a bean return. Of
     * these, a statement takes those that it has parameters for; a name in capitals and small letters stands for one
     * with underscores as well, so that {@code userId} is the value of {@code :user_id}. Signals an error for an object
     * without properties.
     */
    public static Parameters from(Object source) {
        return new Parameters(Collections.unmodifiableMap(Properties.of(source)), true);
    }

    /** These values and one more, which replaces an earlier value of the same name. */
    public Parameters and(String name, @Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        names.forEach(known -> copy.put(known, get(known)));
        copy.put(requireNonNull(name, "name"), value);
        return new Parameters(Collections.unmodifiableMap(copy), isOfObject);
    }

    /** These values and that of a column. */
    public <T extends @Nullable Object> Parameters and(ColumnExpression<T> column, @Nullable T value) {
        return and(column.name(), value);
    }

    /** Whether there is a value, be it null, under a name. */
    public boolean has(String name) {
        return values.containsKey(key(name));
    }

    /** The value under a name; null too where there is none. */
    public @Nullable Object get(String name) {
        return values.get(key(name));
    }

    /** The names, in the order in which they were given. */
    public Set<String> names() {
        return names;
    }

    /** Whether they are the properties of an object, of which a statement takes those that it has parameters for. */
    public boolean isOfObject() {
        return isOfObject;
    }

    /** Whether there are no values. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The names, without the values. */
    @Override
    public String toString() {
        return "Parameters" + names;
    }
}
