package io.cinnabar.mapping;

/** Is told that something was touched that is not loaded. */
@FunctionalInterface
public interface LazyInitializer {

    /**
     * Loads what was touched, or throws an {@code UnloadedAttributeException}, as reactive sessions do.
     *
     * @param touched the object or collection
     * @param member the method that was called on it
     */
    void initialize(Object touched, String member);
}
