package io.cinnabar.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Makes the objects of a mapped class and reads and writes their attributes, by the index that each has in its mapper.
 * Values are passed as they are in the object: no relationship is followed and nothing is loaded. Thread-safe.
 *
 * @param <E> the mapped class
 */
public interface EntityAccess<E> {

    /** A new object, made by the constructor without arguments. */
    E create();

    /**
     * A new object that stands for a row that is not loaded: a {@link LazyReference}, whose methods tell its
     * initializer before they run. Null where the class has no such form.
     */
    @Nullable
    E createReference();

    /** The value of an attribute; a primitive is boxed. */
    @Nullable
    Object get(E entity, int attribute);

    /** Sets an attribute, even a final or private one. */
    void set(E entity, int attribute, @Nullable Object value);
}
