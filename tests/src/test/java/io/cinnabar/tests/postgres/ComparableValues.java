package io.cinnabar.tests.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that can be compared, however deep a {@code byte[]} with its identity equality sits in them. */
final class ComparableValues {

    private ComparableValues() {}

    static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ComparableValues::comparable).toList();
        }
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
    }

    static List<@Nullable Object> listOf(@Nullable Object... values) {
        List<@Nullable Object> list = new ArrayList<>();
        Collections.addAll(list, values);
        return Collections.unmodifiableList(list);
    }
}
