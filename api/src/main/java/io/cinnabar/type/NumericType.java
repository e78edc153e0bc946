package io.cinnabar.type;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A numeric type.
 *
 * @param kind the family: an integer, {@code NUMERIC}, or a floating-point type
 * @param javaType the Java class of a value
 * @param precision the number of digits of a {@code NUMERIC}, or null for the database's own
 * @param scale the number of digits behind the point of a {@code NUMERIC}, or null for none
 * @param <N> the Java class of a value
 */
public record NumericType<N extends Number>(
        TypeKind kind,
        Class<N> javaType,
        @Nullable Integer precision,
        @Nullable Integer scale) implements SqlType<N> {

    /** Checks that precision and scale fit each other. */
    public NumericType {
        requireNonNull(kind, "kind");
        requireNonNull(javaType, "javaType");
        if (precision != null && precision < 1) {
            throw new IllegalArgumentException("A precision must be positive, not " + precision + ".");
        }
        if (scale != null && (precision == null || scale > precision || scale < 0)) {
            throw new IllegalArgumentException(
                    "A scale must be between 0 and the precision, not " + scale + " with precision " + precision + ".");
        }
    }
}
