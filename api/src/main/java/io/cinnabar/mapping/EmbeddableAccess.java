package io.cinnabar.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Makes the values of an embeddable class and reads their parts, by the index that each has in its declaration.
 * Thread-safe.
 *
 * @param <V> the embeddable class
 */
public interface EmbeddableAccess<V> {

    /** A value of its parts. */
    V create(@Nullable Object[] parts);

    /** A part of a value; a primitive is boxed. */
    @Nullable
    Object get(V value, int part);
}
