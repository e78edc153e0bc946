package io.cinnabar.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes values for a reader of the log: bounded, however long they are. */
final class ShownValues {
    private static final int VALUE = 300;
    private static final int ALL = 10 * VALUE;

    private ShownValues() {}

    /** A list of values. */
    static String of(Collection<? extends @Nullable Object> values) {
        return of(values, ALL);
    }

    private static String of(Collection<? extends @Nullable Object> values, int limit) {
        var text = new StringBuilder("[");
        for (Object value : values) {
            if (text.length() > 1) {
                text.append(", ");
            }
            text.append(of(value));
            if (text.length() > limit) {
                return text.substring(0, limit) + "… (" + values.size() + " values)";
            }
        }
        return text.append(']').toString();
    }

    /** One value. */
    static String of(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return "(" + bytes.length + " bytes)";
        }
        if (value instanceof Collection<?> elements) {
            return of(elements, VALUE);
        }
        if (value instanceof Object[] elements) {
            return of(new ArrayList<@Nullable Object>(Arrays.asList(elements)), VALUE);
        }
        return shortened(String.valueOf(value));
    }

    private static String shortened(String text) {
        return text.length() <= VALUE ? text : text.substring(0, VALUE) + "… (" + text.length() + " characters)";
    }
}
