package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.FlushException;
import io.cinnabar.mapping.LifecycleCallback;
import io.cinnabar.mapping.LifecycleEvent;
import io.cinnabar.orm.state.InstanceState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls the callbacks of objects and tells their listeners, of each event at most once in a flush. Used by one flush.
 */
final class Callbacks {
    private final FlushHooks hooks;
    private final Map<LifecycleEvent, ObjectSet> called = new EnumMap<>(LifecycleEvent.class);
    private final List<Mono<Void>> untold = new ArrayList<>();

    Callbacks(FlushHooks hooks) {
        this.hooks = hooks;
    }

    /** Whether anything wants to hear of an event. */
    boolean concern(LifecycleEvent event, InstanceState<?> state) {
        return !state.mapper().callbacks(event).isEmpty() || hooks.hears(state.entity());
    }

    /** Calls what wants to hear of an event, and notes who is to be told; says whether there was any. */
    <E> boolean call(LifecycleEvent event, InstanceState<E> state) {
        if (!concern(event, state)
                || !called.computeIfAbsent(event, key -> new ObjectSet()).add(state)) {
            return false;
        }
        for (LifecycleCallback<? super E> callback : state.mapper().callbacks(event)) {
            call(event, state, callback);
        }
        if (hooks.hears(state.entity())) {
            untold.add(hooks.tell(event, state.entity()));
        }
        return true;
    }

    /** Tells those who are to be told, one after the other. */
    Mono<Void> told() {
        List<Mono<Void>> all = List.copyOf(untold);
        untold.clear();
        return Flux.concat(all).then();
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
