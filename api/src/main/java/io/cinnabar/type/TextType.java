package io.cinnabar.type;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A text type.
 *
 * @param kind {@code CHAR}, {@code VARCHAR} or {@code TEXT}
 * @param length the length in characters, or null where the kind has none
 */
public record TextType(TypeKind kind, @Nullable Integer length) implements SqlType<String> {

    /** Checks that the length is positive. */
    public TextType {
        requireNonNull(kind, "kind");
        if (length != null && length < 1) {
            throw new IllegalArgumentException("The length of a text type must be positive, not " + length + ".");
        }
    }

    @Override
    public Class<String> javaType() {
        return String.class;
    }
}
