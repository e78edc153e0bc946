package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
    public static final Parameters NONE = of(Map.of());

    private final Set<String> names;
    /** Where the value of a name stands; the plain name where they are the properties of an object. */
    private final Map<String, Integer> places;

    private final @Nullable Object[] values;
    private final boolean isOfObject;

    private Parameters(Set<String> names, Map<String, Integer> places, @Nullable Object[] values, boolean isOfObject) {
        this.names = names;
        this.places = places;
        this.values = values;
        this.isOfObject = isOfObject;
    }

    private static Parameters of(Map<String, ? extends @Nullable Object> named, boolean isOfObject) {
        var values = new LinkedHashMap<String, @Nullable Object>(named);
        Set<String> names = Collections.unmodifiableSet(values.keySet());
        return new Parameters(names, places(names, isOfObject), values.values().toArray(), isOfObject);
    }

    private static Map<String, Integer> places(Collection<String> names, boolean isOfObject) {
        var places = new HashMap<String, Integer>();
        int place = 0;
        for (String name : names) {
            places.put(isOfObject ? plain(name) : name, place);
            place++;
        }
        return places;
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
        return of(values, false);
    }

    /**
     * Rows of values of the same names, which they share: cheaper than a map for each of many rows.
     *
     * @param names the names, each once
     * @param rows the values of each row, in the order of the names; the arrays are taken over
     */
    public static List<Parameters> rows(List<String> names, Collection<@Nullable Object[]> rows) {
        Set<String> shared = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        Map<String, Integer> places = places(shared, false);
        var all = new ArrayList<Parameters>(rows.size());
        for (@Nullable Object[] values : rows) {
            if (values.length != places.size()) {
                throw new IllegalArgumentException(
                        "A row of " + values.length + " values does not fit the names " + names + ".");
            }
            all.add(new Parameters(shared, places, values, false));
        }
        return Collections.unmodifiableList(all);
    }

    /**
     * The properties of an object, by name: the components of a record, or what the public getters of a bean return. Of
     * these, a statement takes those that it has parameters for; a name in capitals and small letters stands for one
     * with underscores as well, so that {@code userId} is the value of {@code :user_id}. Signals an error for an object
     * without properties.
     */
    public static Parameters from(Object source) {
        return of(Properties.of(source), true);
    }

    /** These values and one more, which replaces an earlier value of the same name. */
    public Parameters and(String name, @Nullable Object value) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        names.forEach(known -> copy.put(known, get(known)));
        copy.put(requireNonNull(name, "name"), value);
        return of(copy, isOfObject);
    }

    /** These values and that of a column. */
    public <T extends @Nullable Object> Parameters and(ColumnExpression<T> column, @Nullable T value) {
        return and(column.name(), value);
    }

    /** Whether there is a value, be it null, under a name. */
    public boolean has(String name) {
        return places.containsKey(key(name));
    }

    /** The value under a name; null too where there is none. */
    public @Nullable Object get(String name) {
        Integer place = places.get(key(name));
        return place == null ? null : values[place];
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
        return names.isEmpty();
    }

    /** The names, without the values. */
    @Override
    public String toString() {
        return "Parameters" + names;
    }
}
