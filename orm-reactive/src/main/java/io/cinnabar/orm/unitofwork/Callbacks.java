package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.FlushException;
import io.cinnabar.mapping.LifecycleCallback;
import io.cinnabar.mapping.LifecycleEvent;
import io.cinnabar.orm.state.InstanceState;
import java.util.EnumMap;
import java.util.Map;

/** Calls the callbacks of objects, each at most once in a flush. Used by one flush. */
final class Callbacks {
    private final Map<LifecycleEvent, ObjectSet> called = new EnumMap<>(LifecycleEvent.class);

    /** Calls what wants to hear of an event; says whether there was any. */
    <E> boolean call(LifecycleEvent event, InstanceState<E> state) {
        var callbacks = state.mapper().callbacks(event);
        if (callbacks.isEmpty()
                || !called.computeIfAbsent(event, key -> new ObjectSet()).add(state)) {
            return false;
        }
        for (LifecycleCallback<? super E> callback : callbacks) {
            call(event, state, callback);
        }
        return true;
    }

    private static <E> void call(LifecycleEvent event, InstanceState<E> state, LifecycleCallback<? super E> callback) {
        try {
            callback.call(state.entity());
        } catch (RuntimeException failure) {
            throw new FlushException(
                    ErrorCode.FLUSH_FAILED,
                    "A " + event + " callback of " + Naming.of(state) + " failed: " + failure.getMessage()
                            + ". Nothing of the flush is kept.",
                    failure);
        }
    }
}
