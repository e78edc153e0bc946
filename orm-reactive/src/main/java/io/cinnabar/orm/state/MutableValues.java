package io.cinnabar.orm.state;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Copies and compares the values of columns that programs can change in place. */
public final class MutableValues {
    private static final Set<Class<?>> FIXED = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Character.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class);

    private MutableValues() {}

    /** Whether values of a class may be changed in place, as far as is known. */
    public static boolean mayChange(Class<?> type) {
        boolean isFixed =
                FIXED.contains(type) || type.isEnum() || type.getPackageName().equals("java.time");
        return !isFixed;
    }

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
        if (first == second) {
            return true;
        }
        return first instanceof BigDecimal number && second instanceof BigDecimal other
                ? number.compareTo(other) == 0
                : Objects.deepEquals(first, second);
    }
}
