package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/**
 * Finds what a mapped class is read from, for {@code select(User.class)}. Found by {@link java.util.ServiceLoader}; the
 * mapping has the one that knows the classes that the annotation processor saw. Thread-safe.
 */
public interface EntityResolver {

    /** The mapped class, or null if this resolver does not know it. */
    <E> @Nullable EntityExpression<E> resolve(Class<E> entityClass);
}
