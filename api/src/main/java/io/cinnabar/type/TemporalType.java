package io.cinnabar.type;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A date, time, timestamp or interval type.
 *
 * @param kind the family
 * @param javaType the class of {@code java.time} that carries a value
 * @param precision the number of digits behind the second, or null for the database's own
 * @param <T> the Java class of a value
 */
public record TemporalType<T extends Comparable<?>>(
        TypeKind kind, Class<T> javaType, @Nullable Integer precision) implements SqlType<T> {

    /** Checks that the precision is one that databases know. */
    public TemporalType {
        requireNonNull(kind, "kind");
        requireNonNull(javaType, "javaType");
        if (precision != null && (precision < 0 || precision > 9)) {
            throw new IllegalArgumentException("A precision of seconds is between 0 and 9, not " + precision + ".");
        }
    }

    /** The same type with a number of digits behind the second, such as {@code TIMESTAMP(3)}. */
    public TemporalType<T> precision(int digits) {
        return new TemporalType<>(kind, javaType, digits);
    }
}
