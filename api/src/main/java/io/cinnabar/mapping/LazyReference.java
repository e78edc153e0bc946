package io.cinnabar.mapping;

import org.jspecify.annotations.Nullable;

/**
 * An object that stands for a row that is perhaps not loaded. The annotation processor makes a subclass of each entity
 * class that is one: as long as it has an initializer, each of its methods tells it before it runs.
 */
public interface LazyReference {

    /** Whether an object stands for a row that is not loaded. */
    static boolean isUnloaded(@Nullable Object object) {
        return object instanceof LazyReference reference && reference.lazyInitializer() != null;
    }

    /** Who is told that the object is touched, or null once it is loaded. */
    @Nullable
    LazyInitializer lazyInitializer();

    /** Sets who is told that the object is touched; null when it is loaded. */
    void lazyInitializer(@Nullable LazyInitializer initializer);
}
