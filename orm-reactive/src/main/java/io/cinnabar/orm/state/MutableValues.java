package io.cinnabar.orm.state;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Copies and compares the values of columns that programs can change in place. */
public final class MutableValues {
    private MutableValues() {}

    /** A value that stays as it is now, whatever is done to this one. */
    public static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof Date date) {
            return date.clone();
        }
        if (value instanceof Calendar calendar) {
            return calendar.clone();
        }
        if (value instanceof Object[] array) {
            return array.clone();
        }
        if (value instanceof Map<?, ?> map) {
            return Collections.unmodifiableMap(new LinkedHashMap<Object, Object>(map));
        }
        if (value instanceof List<?> list) {
            return Collections.unmodifiableList(new ArrayList<Object>(list));
        }
        return value;
    }

    /** Whether two values are the same for the database. */
    public static boolean equal(@Nullable Object first, @Nullable Object second) {
        return first instanceof BigDecimal number && second instanceof BigDecimal other
                ? number.compareTo(other) == 0
                : Objects.deepEquals(first, second);
    }
}
