package io.cinnabar.orm.state;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Mappings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that a session knows of its objects: one object for each identity, and the state of each object. Thread-safe:
 * each method holds its monitor for as long as it takes to look into a map, and never while anything is waited for.
 */
public final class PersistenceContext {
    private final Mappings mappings;
    private final Map<IdentityKey, InstanceState<?>> byKey = new HashMap<>();
    private final Map<Object, InstanceState<?>> byObject = new IdentityHashMap<>();
    private final Set<InstanceState<?>> toDelete = new HashSet<>();
    /** All objects in the order in which they became known, as long as none has come or gone since. */
    private @Nullable List<InstanceState<?>> ordered;

    private long order;

    /** An empty context of mapped classes. */
    public PersistenceContext(Mappings mappings) {
        this.mappings = mappings;
    }

    /** The mapped classes. */
    public Mappings mappings() {
        return mappings;
    }

    /** What is known of an object, or null. */
    @SuppressWarnings("unchecked") // a state is kept under its own object
    public synchronized <E> @Nullable InstanceState<E> find(E entity) {
        return (InstanceState<E>) byObject.get(entity);
    }

    /** The object with an identity, or null. */
    public synchronized @Nullable InstanceState<?> find(IdentityKey key) {
        return byKey.get(key);
    }

    /** What is known of an object that is not here: nothing. */
    public static <E> InstanceState<E> unknown(Mapper<E> mapper, E entity) {
        return new InstanceState<>(mapper, entity, EntityState.TRANSIENT, null, -1);
    }

    /** Takes an object in that is to be inserted; what is known of it if it was here before. */
    public synchronized <E> InstanceState<E> addPending(Mapper<E> mapper, E entity) {
        InstanceState<E> known = find(entity);
        if (known != null) {
            return known;
        }
        var state = new InstanceState<>(mapper, entity, EntityState.PENDING, null, order++);
        put(state);
        return state;
    }

    private void put(InstanceState<?> state) {
        byObject.put(state.entity(), state);
        ordered = null;
    }

    /** The object that stands for a row: the one that is there, or a new one of its class. */
    @SuppressWarnings("unchecked") // an identity is of the class of its object
    public synchronized <E> InstanceState<E> findOrCreate(Mapper<E> mapper, IdentityKey key) {
        InstanceState<?> known = byKey.get(key);
        if (known != null) {
            return (InstanceState<E>) known;
        }
        var state = new InstanceState<>(mapper, mapper.access().create(), EntityState.PERSISTENT, key, order++);
        byKey.put(key, state);
        put(state);
        return state;
    }

    /** Takes an object in that stands for a row. Signals an error if another one does. */
    public synchronized <E> InstanceState<E> addPersistent(Mapper<E> mapper, E entity, IdentityKey key) {
        InstanceState<?> other = byKey.get(key);
        if (other != null && other.entity() != entity) {
            throw duplicate(key);
        }
        InstanceState<E> known = find(entity);
        InstanceState<E> state =
                known == null ? new InstanceState<>(mapper, entity, EntityState.PERSISTENT, key, order++) : known;
        identify(state, key);
        if (known == null) {
            put(state);
        }
        return state;
    }

    /** Gives an object its identity, after its row was inserted. Signals an error if another object has it. */
    public synchronized void identify(InstanceState<?> state, IdentityKey key) {
        InstanceState<?> other = byKey.get(key);
        if (other != null && other != state) {
            throw duplicate(key);
        }
        state.key(key);
        state.state(EntityState.PERSISTENT);
        byKey.put(key, state);
    }

    private static SessionStateException duplicate(IdentityKey key) {
        return new SessionStateException(
                ErrorCode.IDENTITY_DUPLICATE,
                "The session has another object for " + key.entityClass().getSimpleName() + " " + key.key()
                        + ". There is one object for each row: change the one that is there, or use merge(…) to copy the"
                        + " values of the other one into it.");
    }

    /** Marks an object whose row the next flush deletes. */
    public synchronized void markDeleted(InstanceState<?> state) {
        toDelete.add(state);
    }

    /** Takes the mark of a deletion away. */
    public synchronized void unmarkDeleted(InstanceState<?> state) {
        toDelete.remove(state);
    }

    /** Whether the next flush deletes the row of an object. */
    public synchronized boolean isMarkedDeleted(InstanceState<?> state) {
        return toDelete.contains(state);
    }

    /** Lets an object go. */
    public synchronized void remove(InstanceState<?> state, EntityState reached) {
        byObject.remove(state.entity());
        ordered = null;
        toDelete.remove(state);
        IdentityKey key = state.key();
        if (key != null) {
            byKey.remove(key, state);
        }
        state.state(reached);
    }

    /** Takes a deleted object out of the identities; it stays known as deleted until the transaction ends. */
    public synchronized void deleted(InstanceState<?> state) {
        toDelete.remove(state);
        IdentityKey key = state.key();
        if (key != null) {
            byKey.remove(key, state);
        }
        state.state(EntityState.DELETED);
    }

    /** The objects that wait for their INSERT, in the order in which they were added. */
    public synchronized List<InstanceState<?>> pending() {
        return inState(EntityState.PENDING);
    }

    /** The objects that stand for rows, in the order in which they became known. */
    public synchronized List<InstanceState<?>> persistent() {
        return inState(EntityState.PERSISTENT);
    }

    /** Whether anything holds for one of the objects, asked in no order. */
    public synchronized boolean anyMatch(Predicate<? super InstanceState<?>> condition) {
        for (InstanceState<?> state : byObject.values()) {
            if (condition.test(state)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an object is marked to be deleted. */
    public synchronized boolean hasDeletions() {
        return !toDelete.isEmpty();
    }

    /** Gives an object back its identity, after the deletion of its row was rolled back. */
    public synchronized void revive(InstanceState<?> state) {
        IdentityKey key = state.key();
        put(state);
        if (key != null) {
            byKey.put(key, state);
        }
        state.state(EntityState.PERSISTENT);
    }

    /** Takes an object out as if it had never been there: its INSERT was rolled back, or not sent at all. */
    public synchronized void forget(InstanceState<?> state) {
        remove(state, EntityState.TRANSIENT);
        state.key(null);
    }

    private List<InstanceState<?>> inState(EntityState wanted) {
        var found = new ArrayList<InstanceState<?>>();
        for (InstanceState<?> state : all()) {
            if (state.state() == wanted) {
                found.add(state);
            }
        }
        return found;
    }

    /** The objects that are not to be deleted, as far as is known, in the order in which they became known. */
    public synchronized List<InstanceState<?>> kept() {
        var found = new ArrayList<InstanceState<?>>(byObject.size());
        for (InstanceState<?> state : all()) {
            boolean isKept = state.state() == EntityState.PENDING
                    || (state.state() == EntityState.PERSISTENT && !isMarkedDeleted(state));
            if (isKept) {
                found.add(state);
            }
        }
        return found;
    }

    /** The objects whose rows the next flush deletes. */
    public synchronized List<InstanceState<?>> markedDeleted() {
        return inOrder(toDelete);
    }

    /** All objects, in the order in which they became known. */
    public synchronized List<InstanceState<?>> all() {
        List<InstanceState<?>> known = ordered;
        if (known == null) {
            known = Collections.unmodifiableList(inOrder(byObject.values()));
            ordered = known;
        }
        return known;
    }

    private static List<InstanceState<?>> inOrder(Collection<InstanceState<?>> states) {
        var sorted = new ArrayList<>(states);
        sorted.sort(Comparator.comparingLong(InstanceState::order));
        return sorted;
    }

    /** Lets all objects go. */
    public synchronized void clear() {
        all().forEach(state ->
                state.state(state.state() == EntityState.PENDING ? EntityState.TRANSIENT : EntityState.DETACHED));
        byKey.clear();
        byObject.clear();
        ordered = null;
        toDelete.clear();
    }
}
