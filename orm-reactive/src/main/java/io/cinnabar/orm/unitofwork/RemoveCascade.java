package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.FlushException;
import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.load.EntityLoader;
import io.cinnabar.orm.load.LoaderStrategy;
import io.cinnabar.orm.load.RelationshipLoad;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds what is deleted with the objects that are marked, loading what is not known, and lets go the objects that only
 * refer to them. Used by one flush.
 */
final class RemoveCascade {
    private final PersistenceContext objects;
    private final EntityLoader loader;
    private final ObjectSet done = new ObjectSet();
    private List<InstanceState<?>> wave = List.of();

    RemoveCascade(PersistenceContext objects, EntityLoader loader) {
        this.objects = objects;
        this.loader = loader;
    }

    /** Goes on until nothing new is to be deleted: a loop, as chains may be longer than any stack. */
    Mono<Void> spread() {
        return Mono.defer(() -> loaded(wave))
                .then(Mono.fromRunnable(this::follow))
                .repeat(this::next)
                .then();
    }

    /** Whether there are objects whose relationships were not followed yet. */
    boolean next() {
        wave = objects.markedDeleted().stream()
                .filter(state -> state.state() == EntityState.PERSISTENT && done.add(state))
                .toList();
        return !wave.isEmpty();
    }

    private Mono<Void> loaded(List<InstanceState<?>> states) {
        Map<RelationshipAttribute<?, ?>, List<InstanceState<?>>> unknown = new LinkedHashMap<>();
        for (InstanceState<?> state : states) {
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (concerns(relationship) && !RelatedObjects.isKnown(state, relationship)) {
                    unknown.computeIfAbsent(relationship, key -> new ArrayList<>())
                            .add(state);
                }
            }
        }
        return unknown.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(unknown.entrySet())
                        .concatMap(each -> loader.fetch(each.getValue(), List.of(load(each.getKey()))))
                        .then();
    }

    static RelationshipLoad<?> load(RelationshipAttribute<?, ?> relationship) {
        return new RelationshipLoad<>(
                Relationship.of(relationship.mapper().entity(), relationship), LoaderStrategy.SELECT_IN);
    }

    static boolean isRemoving(RelationshipAttribute<?, ?> relationship) {
        return relationship.cascades().contains(Cascade.REMOVE)
                || relationship.options().isOrphanRemoval();
    }

    private static boolean isReferredBack(RelationshipAttribute<?, ?> relationship) {
        return relationship.join().link() == null && !relationship.join().isForeignKeyLocal();
    }

    private static boolean concerns(RelationshipAttribute<?, ?> relationship) {
        return isRemoving(relationship) || isReferredBack(relationship);
    }

    private void follow() {
        for (InstanceState<?> state : wave) {
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (isRemoving(relationship)) {
                    targets(state, relationship).inOrder().forEach(this::remove);
                }
            }
        }
        for (InstanceState<?> state : wave) {
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (!isRemoving(relationship) && isReferredBack(relationship)) {
                    targets(state, relationship).inOrder().forEach(object -> release(state, relationship, object));
                }
            }
        }
    }

    private static ObjectSet targets(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        var targets = new ObjectSet(state.related(relationship));
        RelatedObjects.present(state, relationship).forEach(targets::add);
        return targets;
    }

    private void remove(Object object) {
        InstanceState<?> state = objects.find(object);
        if (state != null && state.state() == EntityState.PENDING) {
            objects.forget(state);
        } else if (state != null && state.state() == EntityState.PERSISTENT) {
            objects.markDeleted(state);
        }
    }

    /** What refers to a deleted object refers to nothing from now on, unless it is deleted as well. */
    private void release(InstanceState<?> deleted, RelationshipAttribute<?, ?> relationship, Object object) {
        InstanceState<?> child = objects.find(object);
        RelationshipAttribute<?, ?> reference = relationship.inverse();
        if (child == null || objects.isMarkedDeleted(child) || reference == null) {
            return;
        }
        if (child.get(reference.index()) == deleted.entity()) {
            checkOptional(deleted, relationship, child, reference);
            child.set(reference.index(), null);
        }
    }

    private void checkOptional(
            InstanceState<?> deleted,
            RelationshipAttribute<?, ?> relationship,
            InstanceState<?> child,
            RelationshipAttribute<?, ?> reference) {
        boolean isNullable =
                reference.columns().stream().map(MappedColumn::column).allMatch(column -> column.isNullable());
        if (!isNullable) {
            throw new FlushException(
                    ErrorCode.FLUSH_FAILED,
                    Naming.of(deleted) + " is to be deleted, but " + Naming.of(child) + " refers to it by '"
                            + reference.path() + "', which cannot be null. Delete it as well: let '"
                            + relationship.path() + "' cascade REMOVE, or call session.delete(…).");
        }
    }
}
