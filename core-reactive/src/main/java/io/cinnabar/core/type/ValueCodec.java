package io.cinnabar.core.type;

import org.jspecify.annotations.Nullable;

/**
 * Carries the values of one SQL type between Java and a driver. Never sees null. Immutable and thread-safe.
 *
 * @param <T> the Java class of a value
 */
public interface ValueCodec<T> {

    /** What the driver binds for a value. Signals an error for a value that the type cannot hold. */
    Object encode(T value);

    /**
     * What the driver binds for a NULL, where a class does not say enough of its type; null where {@link #boundClass}
     * does.
     */
    default @Nullable Object encodedNull() {
        return null;
    }

    /** The class as which the driver binds a NULL of this type. */
    Class<?> boundClass();

    /** The value of what {@link ValueCodecs#read} gave. Signals an error for what cannot be read as this type. */
    T decode(Object raw);
}
