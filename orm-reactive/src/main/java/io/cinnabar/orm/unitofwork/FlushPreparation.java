package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.LifecycleEvent;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.load.EntityLoader;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The first phase of a flush: follows cascades, loads what they need, keeps both sides of relationships in step and
 * calls what wants to change objects before they are written, until nothing new comes up. Used by one flush.
 */
final class FlushPreparation {
    private final PersistenceContext objects;
    private final EntityLoader loader;
    private final PersistCascade persist;
    private final RemoveCascade remove;
    private final Callbacks callbacks;
    private final Expiry changes;
    private final boolean isCalling;
    private boolean isUnsettled;

    FlushPreparation(
            PersistenceContext objects,
            EntityLoader loader,
            PersistCascade persist,
            Callbacks callbacks,
            Expiry changes,
            boolean isCalling) {
        this.objects = objects;
        this.loader = loader;
        this.persist = persist;
        this.remove = new RemoveCascade(objects, loader);
        this.callbacks = callbacks;
        this.changes = changes;
        this.isCalling = isCalling;
    }

    Mono<Void> run() {
        return Mono.defer(this::replaced)
                .then(Mono.fromRunnable(this::settle))
                .then(Mono.defer(() -> remove.next() ? remove.spread() : Mono.empty()))
                .then(Mono.fromRunnable(this::callBack))
                .then(Mono.defer(callbacks::told))
                .repeat(() -> isUnsettled)
                .then();
    }

    /** Loads what collections held that the program has replaced before they were loaded. */
    private Mono<Void> replaced() {
        List<Mono<Void>> loads = new ArrayList<>();
        for (InstanceState<?> state : objects.persistent()) {
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (RelatedObjects.isReplacedUnloaded(state, relationship)) {
                    List<Object> wanted = RelatedObjects.present(state, relationship);
                    loads.add(loader.fetch(List.of(state), List.of(RemoveCascade.load(relationship)))
                            .doOnSuccess(done -> RelatedObjects.replace(state, relationship, wanted)));
                }
            }
        }
        return loads.isEmpty() ? Mono.empty() : Flux.concat(loads).then();
    }

    private void settle() {
        persist.spread(objects.kept(), true);
        new BothSides(objects).align(objects.kept());
        new Orphans(objects).mark(objects.kept());
    }

    private void callBack() {
        isUnsettled = false;
        if (!isCalling) {
            return;
        }
        for (InstanceState<?> state : objects.kept()) {
            if (state.state() == EntityState.PENDING) {
                isUnsettled |= callbacks.call(LifecycleEvent.PRE_PERSIST, state);
            } else if (callbacks.concern(LifecycleEvent.PRE_UPDATE, state) && changes.isChanged(state)) {
                isUnsettled |= callbacks.call(LifecycleEvent.PRE_UPDATE, state);
            }
        }
        for (InstanceState<?> state : objects.markedDeleted()) {
            isUnsettled |= callbacks.call(LifecycleEvent.PRE_REMOVE, state);
        }
    }
}
