package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects that were taken out of relationships that delete their orphans. What went over to another owner is
 * none, and what was not loaded is not looked at.
 */
final class Orphans {
    private final PersistenceContext objects;

    Orphans(PersistenceContext objects) {
        this.objects = objects;
    }

    /** Marks the orphans of objects to be deleted; those that have no row yet are let go. */
    void mark(Collection<? extends InstanceState<?>> states) {
        Map<RelationshipAttribute<?, ?>, ObjectSet> adopted = new HashMap<>();
        List<InstanceState<?>> orphans = new ArrayList<>();
        for (InstanceState<?> state : states) {
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (RelatedObjects.isUnchanged(state, relationship)) {
                    continue;
                }
                if (relationship.options().isOrphanRemoval()) {
                    var come = adopted.computeIfAbsent(relationship, key -> new ObjectSet());
                    RelatedObjects.added(state, relationship).forEach(come::add);
                }
                if (isAbandoned(state, relationship)) {
                    orphans.add(state);
                }
            }
        }
        for (InstanceState<?> state : states) {
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (relationship.options().isOrphanRemoval()) {
                    leftOut(state, relationship, adopted.get(relationship), orphans);
                }
            }
        }
        orphans.forEach(this::remove);
    }

    /** Whether an object refers to no owner any more, of whose orphans it then is one. */
    private static boolean isAbandoned(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        RelationshipAttribute<?, ?> inverse = relationship.inverse();
        return inverse != null
                && inverse.options().isOrphanRemoval()
                && relationship.join().isForeignKeyLocal()
                && !state.related(relationship).isEmpty()
                && state.get(relationship.index()) == null;
    }

    private void leftOut(
            InstanceState<?> state,
            RelationshipAttribute<?, ?> relationship,
            @Nullable ObjectSet adopted,
            List<InstanceState<?>> orphans) {
        RelationshipAttribute<?, ?> reference = relationship.inverse();
        for (Object object : RelatedObjects.removed(state, relationship)) {
            InstanceState<?> orphan = objects.find(object);
            boolean isElsewhere = adopted != null && adopted.contains(object);
            boolean refersElsewhere = orphan != null && reference != null && orphan.get(reference.index()) != null;
            if (orphan != null && !isElsewhere && !refersElsewhere) {
                orphans.add(orphan);
            }
        }
    }

    private void remove(InstanceState<?> orphan) {
        if (orphan.state() == EntityState.PENDING) {
            objects.forget(orphan);
        } else if (orphan.state() == EntityState.PERSISTENT) {
            objects.markDeleted(orphan);
        }
    }
}
