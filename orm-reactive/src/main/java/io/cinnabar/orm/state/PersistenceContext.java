package io.cinnabar.orm.state;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Mappings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a session knows of its objects: one object for each identity, and the state of each object. Thread-safe:
 * each method holds its monitor for as long as it takes to look into a map, and never while anything is waited for.
 */
public final class PersistenceContext {
    private final Mappings mappings;
    private final Map<IdentityKey, InstanceState<?>> byKey = new HashMap<>();
    private final Map<Object, InstanceState<?>> byObject = new IdentityHashMap<>();
    private final Map<Object, InstanceState<?>> toDelete = new IdentityHashMap<>();
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

    /** Takes an object in that is to be inserted; what is known of it if it was here before. */
    public synchronized <E> InstanceState<E> addPending(Mapper<E> mapper, E entity) {
        InstanceState<E> known = find(entity);
        if (known != null) {
            return known;
        }
        var state = new InstanceState<>(mapper, entity, EntityState.PENDING, null, order++);
        byObject.put(entity, state);
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
        byObject.put(entity, state);
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
        toDelete.put(state.entity(), state);
    }

    /** Takes the mark of a deletion away. */
    public synchronized void unmarkDeleted(InstanceState<?> state) {
        toDelete.remove(state.entity());
    }

    /** Whether the next flush deletes the row of an object. */
    public synchronized boolean isMarkedDeleted(InstanceState<?> state) {
        return toDelete.containsKey(state.entity());
    }

    /** Lets an object go. */
    public synchronized void remove(InstanceState<?> state, EntityState reached) {
        byObject.remove(state.entity());
        toDelete.remove(state.entity());
        IdentityKey key = state.key();
        if (key != null) {
            byKey.remove(key, state);
        }
        state.state(reached);
    }

    /** Takes a deleted object out of the identities; it stays known as deleted until the transaction ends. */
    public synchronized void deleted(InstanceState<?> state) {
        toDelete.remove(state.entity());
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
        byObject.put(state.entity(), state);
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
        return inOrder(byObject.values().stream().filter(state -> state.state() == wanted));
    }

    /** The objects whose rows the next flush deletes. */
    public synchronized List<InstanceState<?>> markedDeleted() {
        return inOrder(toDelete.values().stream());
    }

    /** All objects, in the order in which they became known. */
    public synchronized List<InstanceState<?>> all() {
        return inOrder(byObject.values().stream());
    }

    private static List<InstanceState<?>> inOrder(Stream<InstanceState<?>> states) {
        return states.sorted(Comparator.comparingLong(InstanceState::order)).toList();
    }

    /** Lets all objects go. */
    public synchronized void clear() {
        all().forEach(state ->
                state.state(state.state() == EntityState.PENDING ? EntityState.TRANSIENT : EntityState.DETACHED));
        byKey.clear();
        byObject.clear();
        toDelete.clear();
    }
}
