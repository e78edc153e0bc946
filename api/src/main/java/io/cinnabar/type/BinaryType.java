package io.cinnabar.type;

import org.jspecify.annotations.Nullable;

/**
 * The type of byte sequences; a value is a {@code byte[]}.
 *
 * @param length the greatest length in bytes, or null for any; databases without limited binary types ignore it
 */
public record BinaryType(@Nullable Integer length) implements SqlType<byte[]> {

    /** Checks that the length is positive. */
    public BinaryType {
        if (length != null && length < 1) {
            throw new IllegalArgumentException("The length of a binary type must be positive, not " + length + ".");
        }
    }

    @Override
    public TypeKind kind() {
        return TypeKind.BINARY;
    }

    @Override
    public Class<byte[]> javaType() {
        return byte[].class;
    }
}
