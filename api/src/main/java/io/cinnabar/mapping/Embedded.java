package io.cinnabar.mapping;

import io.cinnabar.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the value of an embeddable class is kept in columns. Immutable.
 *
 * @param <V> the embeddable class
 * @param javaType the embeddable class
 * @param access makes values and reads their parts
 * @param parts the parts, by the index that the accessor knows them by
 */
public record Embedded<V>(Class<V> javaType, EmbeddableAccess<V> access, List<Part> parts) {
    /** Copies the parts. */
    public Embedded {
        parts = List.copyOf(parts);
    }

    /** A part of an embeddable class: one column, or another embeddable. */
    public sealed interface Part permits ColumnPart, NestedPart {
        /** The name in the embeddable class. */
        String name();
    }

    /**
     * A part that is one column.
     *
     * @param name the name in the embeddable class
     * @param column the column
     */
    public record ColumnPart(String name, Column<?> column) implements Part {}

    /**
     * A part that is another embeddable.
     *
     * @param name the name in the embeddable class
     * @param embedded how it is kept
     */
    public record NestedPart(String name, Embedded<?> embedded) implements Part {}

    /** The number of columns, those of nested parts among them. */
    public int width() {
        int width = 0;
        for (Part part : parts) {
            width += part instanceof NestedPart nested ? nested.embedded().width() : 1;
        }
        return width;
    }

    /**
     * The value of column values, which are asked for by their place among the columns of this value; null where all of
     * them are null.
     */
    public @Nullable V assemble(IntFunction<@Nullable Object> values) {
        @Nullable Object[] assembled = new @Nullable Object[parts.size()];
        boolean isPresent = false;
        int offset = 0;
        for (int index = 0; index < assembled.length; index++) {
            int start = offset;
            if (parts.get(index) instanceof NestedPart nested) {
                assembled[index] = nested.embedded().assemble(place -> values.apply(start + place));
                offset += nested.embedded().width();
            } else {
                assembled[index] = values.apply(start);
                offset++;
            }
            isPresent |= assembled[index] != null;
        }
        return isPresent ? access.create(assembled) : null;
    }

    /** The column values of a value, those of nested parts among them; null where it is no value of this class. */
    public @Nullable List<@Nullable Object> split(Object value) {
        if (!javaType.isInstance(value)) {
            return null;
        }
        var values = new ArrayList<@Nullable Object>(width());
        collect(value, values);
        return values;
    }

    private void collect(@Nullable Object value, List<@Nullable Object> values) {
        for (int index = 0; index < parts.size(); index++) {
            @Nullable Object part = part(value, index);
            if (parts.get(index) instanceof NestedPart nested) {
                nested.embedded().collect(part, values);
            } else {
                values.add(part);
            }
        }
    }

    /** The part of a value, or null where there is no value. */
    @SuppressWarnings("unchecked") // the mapping says of which class the values of an attribute are
    @Nullable
    Object part(@Nullable Object value, int index) {
        return value == null ? null : access.get((V) value, index);
    }
}
