package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of an array's dimensions, outermost first. PostgreSQL's arrays are rectangular, and an array without
 * elements has no dimensions.
 */
record ArrayShape(List<Integer> sizes) {

    ArrayShape {
        sizes = List.copyOf(sizes);
    }

    /**
     * The shape of collections within collections.
     *
     * @throws ValueConversionException if they are not rectangular
     */
    static ArrayShape of(Collection<? extends @Nullable Object> values) {
        List<Integer> sizes = new ArrayList<>(1);
        Object level = values;
        while (level instanceof Collection<?> collection) {
            sizes.add(collection.size());
            level = collection.isEmpty() ? null : collection.iterator().next();
        }
        requireSizes(values, sizes, 0);
        return new ArrayShape(sizes.contains(0) ? List.of() : sizes);
    }

    boolean isEmpty() {
        return sizes.isEmpty();
    }

    private static void requireSizes(
            Collection<? extends @Nullable Object> values, List<Integer> sizes, int dimension) {
        boolean innermost = dimension == sizes.size() - 1;
        if (values.size() != sizes.get(dimension)) {
            throw ragged();
        }
        for (Object value : values) {
            if (innermost == value instanceof Collection) {
                throw ragged();
            }
            if (value instanceof Collection<?> nested) {
                requireSizes(nested, sizes, dimension + 1);
            }
        }
    }

    private static ValueConversionException ragged() {
        return new ValueConversionException(
                ErrorCode.VALUE_INVALID,
                "The nested collections of an array must all have the same depth and size,"
                        + " since PostgreSQL's arrays are rectangular. Fill the short ones up with nulls, or use json.");
    }
}
