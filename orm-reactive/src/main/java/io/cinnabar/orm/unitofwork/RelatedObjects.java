package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.CollectionKind;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.collection.RelatedCollection;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.InstanceState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects in the relationships of an object: as they are now, and what has changed since they were loaded. */
final class RelatedObjects {
    private RelatedObjects() {}

    /** Whether the objects of a relationship are known: loaded, set by the program, or those of a new object. */
    static boolean isKnown(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        if (state.state() == EntityState.PENDING || state.isLoaded(relationship)) {
            return true;
        }
        return !isPlaceholder(state, relationship);
    }

    /** Whether all objects of a relationship are known, and none of them is a reference that is not loaded. */
    static boolean isLoaded(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        return isKnown(state, relationship)
                && present(state, relationship).stream().noneMatch(LazyReference::isUnloaded);
    }

    /** Whether an attribute holds what the session put there for objects that are not loaded. */
    static boolean isPlaceholder(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        @Nullable Object value = state.get(relationship.index());
        if (value instanceof RelatedCollection<?> collection) {
            return !collection.isLoaded();
        }
        if (isUnloadedReference(state)) {
            return true;
        }
        if (relationship.kind().isToMany()) {
            return false;
        }
        return value == null
                || (value instanceof LazyReference reference
                        && reference.lazyInitializer() != null
                        && hasNoKey(relationship.target().mapper(), value));
    }

    /** Whether an object only stands for its row, so that its attributes are as its constructor left them. */
    private static boolean isUnloadedReference(InstanceState<?> state) {
        return LazyReference.isUnloaded(state.entity());
    }

    @SuppressWarnings("unchecked") // the relationship says of which class its objects are
    private static <T> boolean hasNoKey(Mapper<T> mapper, Object reference) {
        for (MappedColumn column : mapper.keyColumns()) {
            if (column.read(mapper.access(), (T) reference) == null) {
                return true;
            }
        }
        return false;
    }

    /** Whether the collection was replaced by one of the program before it was loaded. */
    static boolean isReplacedUnloaded(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        return relationship.kind().isToMany()
                && state.state() == EntityState.PERSISTENT
                && !state.isLoaded(relationship)
                && !isPlaceholder(state, relationship);
    }

    /** The objects that a relationship has now, not to be changed; none where they are not known. */
    static List<Object> present(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        @Nullable Object value = state.get(relationship.index());
        if (value instanceof RelatedCollection<?> collection) {
            return Collections.unmodifiableList(collection.present());
        }
        if (value instanceof Collection<?> collection) {
            return collection.isEmpty() ? List.of() : new ArrayList<>(collection);
        }
        boolean isUnknown = value == null
                || relationship.kind().isToMany()
                || (!state.isLoaded(relationship) && isPlaceholder(state, relationship));
        return isUnknown ? List.of() : List.of(value);
    }

    /** Whether a relationship has the very objects that were loaded. */
    static boolean isUnchanged(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        if (!isKnown(state, relationship)) {
            return true;
        }
        if (state.state() == EntityState.PENDING
                && !removed(state, relationship).isEmpty()) {
            return false;
        }
        List<?> before = state.related(relationship);
        @Nullable Object value = state.get(relationship.index());
        if (value instanceof RelatedCollection<?> collection && collection.holds(before)) {
            return true;
        }
        if (!relationship.kind().isToMany()) {
            return value == (before.isEmpty() ? null : before.get(0));
        }
        List<Object> now = present(state, relationship);
        return now.size() == before.size()
                && without(now, before).isEmpty()
                && without(before, now).isEmpty();
    }

    /** The objects that came into a relationship since it was loaded. */
    static List<Object> added(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        return isKnown(state, relationship)
                ? without(present(state, relationship), state.related(relationship))
                : List.of();
    }

    /** The objects that were taken out of a relationship since it was loaded, or since its object was added. */
    static List<Object> removed(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        List<?> before = state.state() == EntityState.PENDING ? state.seen(relationship) : state.related(relationship);
        return before.isEmpty() ? List.of() : without(before, present(state, relationship));
    }

    private static List<Object> without(List<?> objects, List<?> others) {
        if (objects.isEmpty()) {
            return List.of();
        }
        var excluded = new ObjectSet(others);
        var left = new ArrayList<Object>();
        for (Object object : objects) {
            if (excluded.add(object)) {
                left.add(object);
            }
        }
        return left;
    }

    /** Puts objects into a relationship, unless they are there. */
    static void put(InstanceState<?> state, RelationshipAttribute<?, ?> relationship, ObjectSet come) {
        if (!relationship.kind().isToMany()) {
            come.inOrder().forEach(object -> state.set(relationship.index(), object));
            return;
        }
        var objects = new ArrayList<>(present(state, relationship));
        List<Object> missing = without(come.inOrder(), objects);
        if (!missing.isEmpty()) {
            objects.addAll(missing);
            replace(state, relationship, objects);
        }
    }

    /** Takes objects out of a relationship. */
    static void take(InstanceState<?> state, RelationshipAttribute<?, ?> relationship, ObjectSet gone) {
        if (!relationship.kind().isToMany()) {
            state.set(relationship.index(), null);
            return;
        }
        var objects = new ArrayList<>(present(state, relationship));
        if (objects.removeIf(gone::contains)) {
            replace(state, relationship, objects);
        }
    }

    /** Gives a relationship to many other objects, in the collection that is there if it can be changed. */
    static void replace(InstanceState<?> state, RelationshipAttribute<?, ?> relationship, List<Object> objects) {
        @Nullable Object value = state.get(relationship.index());
        if (value instanceof RelatedCollection<?> collection) {
            fill(collection, objects);
            return;
        }
        state.set(relationship.index(), collectionOf(relationship, objects));
    }

    /** A collection of the kind of a relationship. */
    static Collection<Object> collectionOf(RelationshipAttribute<?, ?> relationship, List<Object> objects) {
        return relationship.collection() == CollectionKind.SET
                ? new LinkedHashSet<>(objects)
                : new ArrayList<>(objects);
    }

    @SuppressWarnings("unchecked") // the relationship says of which class its objects are
    private static void fill(RelatedCollection<?> collection, List<Object> objects) {
        ((RelatedCollection<Object>) collection).load(objects);
    }
}
