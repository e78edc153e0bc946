package io.cinnabar.error;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that a constraint has rejected, as the database wrote them. They are for comparing and in no message:
 * {@code toString()} names the columns alone.
 */
public final class RejectedKey {
    private final List<String> columns;
    private final String values;

    /**
     * A key.
     *
     * @param columns the names of its columns
     * @param values the values, joined by {@code ", "}
     */
    public RejectedKey(List<String> columns, String values) {
        this.columns = List.copyOf(columns);
        this.values = values;
    }

    /** The names of its columns. */
    public List<String> columns() {
        return columns;
    }

    /**
     * Whether it has values, in the order of its columns. True only where the database writes them as Java does, as it
     * does numbers, text and UUIDs.
     */
    public boolean has(List<? extends @Nullable Object> others) {
        return others.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "))
                .equals(values);
    }

    /** The columns, without the values. */
    @Override
    public String toString() {
        return "RejectedKey" + columns;
    }
}
