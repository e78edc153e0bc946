package io.cinnabar.orm;

import io.cinnabar.mapping.Mapper;
import io.cinnabar.orm.internal.SessionLane;
import io.cinnabar.orm.state.IdentityKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Loads what waits for its turn in a row by one statement: gets of one class, between which nothing else has come.
 * Thread-safe.
 */
final class CoalescedGets {
    private final SessionLane lane;
    private final Loading loading;
    private @Nullable Batch last;

    /** Loads the objects with keys into the session. */
    interface Loading {
        /** Completes when all that have a row are there. */
        <E> Mono<Void> load(Mapper<E> mapper, List<IdentityKey> keys);
    }

    /** Gets that take one turn. */
    private final class Batch {
        private final Mapper<?> mapper;
        private final List<IdentityKey> keys = new ArrayList<>();
        private final Mono<Void> loaded;
        private long entry = -1;
        private boolean hasBegun;

        Batch(Mapper<?> mapper) {
            this.mapper = mapper;
            this.loaded = lane.run(() -> loading.load(mapper, begin())).share();
        }

        private List<IdentityKey> begin() {
            synchronized (CoalescedGets.this) {
                hasBegun = true;
                return List.copyOf(keys);
            }
        }
    }

    CoalescedGets(SessionLane lane, Loading loading) {
        this.lane = lane;
        this.loading = loading;
    }

    /** Completes when the object with a key is loaded, if it has a row. */
    <E> Mono<Void> get(Mapper<E> mapper, IdentityKey key) {
        return Mono.deferContextual(context ->
                lane.isBusyFor(context) ? joined(mapper, key) : lane.run(() -> loading.load(mapper, List.of(key))));
    }

    private Mono<Void> joined(Mapper<?> mapper, IdentityKey key) {
        synchronized (this) {
            Batch batch = last;
            boolean isAdjacent = batch != null
                    && batch.mapper == mapper
                    && !batch.hasBegun
                    && (batch.entry < 0 || batch.entry == lane.entries());
            if (batch != null && isAdjacent) {
                batch.keys.add(key);
                return batch.loaded;
            }
            var begun = new Batch(mapper);
            begun.keys.add(key);
            last = begun;
            return begun.loaded.doOnSubscribe(subscription -> entered(begun));
        }
    }

    private synchronized void entered(Batch batch) {
        batch.entry = lane.entries() + 1;
    }
}
