package io.cinnabar.mapping;

/**
 * A method of a mapped class, or of a listener of it, that is called at a moment in the life of its objects. It runs
 * within the flush or the load, and must not wait for anything.
 *
 * @param <E> the mapped class
 */
@FunctionalInterface
public interface LifecycleCallback<E> {

    /** Is called with the object; what it throws fails the operation. */
    void call(E entity);
}
