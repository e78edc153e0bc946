package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the two sides of relationships in step, whichever of them the program changed. Where both were changed and
 * contradict each other, the side with the foreign key is right. Used once.
 */
final class BothSides {
    private final PersistenceContext objects;
    private final Map<Slot, ObjectSet> additions = new LinkedHashMap<>();
    private final Map<Slot, ObjectSet> removals = new LinkedHashMap<>();

    private record Slot(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {}

    BothSides(PersistenceContext objects) {
        this.objects = objects;
    }

    /** Brings the other sides of what has changed in objects in step. */
    void align(Collection<? extends InstanceState<?>> states) {
        List<Slot> changed = new ArrayList<>();
        Set<InstanceState<?>> referring = new LinkedHashSet<>();
        for (InstanceState<?> state : states) {
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (!RelatedObjects.isUnchanged(state, relationship) && relationship.inverse() != null) {
                    changed.add(new Slot(state, relationship));
                    referring.add(state);
                }
            }
        }
        changed.forEach(slot -> owned(slot, referring));
        changed.forEach(slot -> disowned(slot, referring));
        referring.forEach(this::owners);
        changed.forEach(this::links);
        apply();
    }

    private static boolean isFollowing(RelationshipAttribute<?, ?> relationship) {
        return relationship.join().link() == null && !relationship.join().isForeignKeyLocal();
    }

    /** What came into a side without the foreign key refers to its owner from now on. */
    private void owned(Slot slot, Set<InstanceState<?>> referring) {
        RelationshipAttribute<?, ?> reference = slot.relationship().inverse();
        if (reference == null || !isFollowing(slot.relationship())) {
            return;
        }
        Object owner = slot.state().entity();
        for (Object object : RelatedObjects.added(slot.state(), slot.relationship())) {
            InstanceState<?> child = object == null ? null : objects.find(object);
            if (child == null || child.get(reference.index()) == owner) {
                continue;
            }
            if (child.get(reference.index()) != null && !RelatedObjects.isUnchanged(child, reference)) {
                removals.computeIfAbsent(slot, key -> new ObjectSet()).add(object);
            } else {
                child.set(reference.index(), owner);
                referring.add(child);
            }
        }
    }

    /** What went out of a side without the foreign key does not refer to its owner any more. */
    private void disowned(Slot slot, Set<InstanceState<?>> referring) {
        RelationshipAttribute<?, ?> reference = slot.relationship().inverse();
        if (reference == null || !isFollowing(slot.relationship())) {
            return;
        }
        for (Object object : RelatedObjects.removed(slot.state(), slot.relationship())) {
            InstanceState<?> child = objects.find(object);
            if (child != null && child.get(reference.index()) == slot.state().entity()) {
                child.set(reference.index(), null);
                referring.add(child);
            }
        }
    }

    /** What refers to another owner than before is in the other side of that one. */
    private void owners(InstanceState<?> state) {
        for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
            RelationshipAttribute<?, ?> inverse = relationship.inverse();
            if (inverse == null
                    || !relationship.join().isForeignKeyLocal()
                    || RelatedObjects.isUnchanged(state, relationship)) {
                continue;
            }
            for (Object before : state.related(relationship)) {
                gone(before, inverse, state.entity());
            }
            for (Object now : RelatedObjects.present(state, relationship)) {
                come(now, inverse, state.entity());
            }
        }
    }

    private void links(Slot slot) {
        RelationshipAttribute<?, ?> inverse = slot.relationship().inverse();
        if (inverse == null || slot.relationship().join().link() == null) {
            return;
        }
        for (Object object : RelatedObjects.removed(slot.state(), slot.relationship())) {
            gone(object, inverse, slot.state().entity());
        }
        for (Object object : RelatedObjects.added(slot.state(), slot.relationship())) {
            come(object, inverse, slot.state().entity());
        }
    }

    private void come(@Nullable Object owner, RelationshipAttribute<?, ?> relationship, Object object) {
        note(additions, owner, relationship, object);
    }

    private void gone(@Nullable Object owner, RelationshipAttribute<?, ?> relationship, Object object) {
        note(removals, owner, relationship, object);
    }

    private void note(
            Map<Slot, ObjectSet> changes,
            @Nullable Object owner,
            RelationshipAttribute<?, ?> relationship,
            Object object) {
        InstanceState<?> state = owner == null ? null : objects.find(owner);
        if (state != null && RelatedObjects.isKnown(state, relationship)) {
            changes.computeIfAbsent(new Slot(state, relationship), key -> new ObjectSet())
                    .add(object);
        }
    }

    private void apply() {
        removals.forEach((slot, gone) -> {
            boolean isOtherOne = !slot.relationship().kind().isToMany()
                    && !gone.contains(slot.state().get(slot.relationship().index()));
            if (!isOtherOne) {
                RelatedObjects.take(slot.state(), slot.relationship(), gone);
            }
        });
        additions.forEach((slot, come) -> RelatedObjects.put(slot.state(), slot.relationship(), come));
    }
}
