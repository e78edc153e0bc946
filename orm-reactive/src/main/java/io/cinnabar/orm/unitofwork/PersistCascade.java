package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.DetachedEntityException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.FlushException;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.KeyGeneration;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes new objects into the session, with those that relationships lead to which cascade. */
final class PersistCascade {
    private final PersistenceContext objects;
    private final Consumer<InstanceState<?>> taken;

    /**
     * A cascade.
     *
     * @param taken is told of each object that is taken in
     */
    PersistCascade(PersistenceContext objects, Consumer<InstanceState<?>> taken) {
        this.objects = objects;
        this.taken = taken;
    }

    /** Takes an object in, and what it leads to; gives all that was taken in. */
    List<InstanceState<?>> add(Object entity) {
        InstanceState<?> known = objects.find(entity);
        if (known != null && known.state() == EntityState.DELETED) {
            throw new SessionStateException(
                    ErrorCode.SESSION_STATE,
                    Naming.of(known)
                            + " was deleted in this transaction and cannot be added again. Add a copy of it, or"
                            + " roll the deletion back.");
        }
        if (known != null) {
            objects.unmarkDeleted(known);
            return spread(List.of(known), false);
        }
        InstanceState<?> state = take(entity, null);
        List<InstanceState<?>> all = new ArrayList<>(List.of(state));
        all.addAll(spread(List.of(state), false));
        return all;
    }

    /**
     * Takes in what objects lead to; gives all that was taken in.
     *
     * @param isStrict whether a new object that nothing cascades to is an error
     */
    List<InstanceState<?>> spread(Collection<? extends InstanceState<?>> from, boolean isStrict) {
        var found = new ArrayList<InstanceState<?>>();
        ObjectSet seen = null; // as long as nothing has changed, nothing is reached
        Queue<InstanceState<?>> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            InstanceState<?> state = open.remove();
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                boolean isCascading = relationship.cascades().contains(Cascade.PERSIST);
                if (RelatedObjects.isUnchanged(state, relationship) || (!isCascading && !isStrict)) {
                    continue;
                }
                for (@Nullable Object object : RelatedObjects.present(state, relationship)) {
                    InstanceState<?> next = objects.find(checked(object, state, relationship));
                    if (next == null && (isCascading || isStrict)) {
                        next = reach(object, state, relationship, isCascading);
                        found.add(next);
                    }
                    if (next != null && isCascading) {
                        seen = seen == null ? new ObjectSet(from) : seen;
                        if (seen.add(next)) {
                            open.add(next);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static Object checked(
            @Nullable Object object, InstanceState<?> owner, RelationshipAttribute<?, ?> relationship) {
        if (object == null) {
            throw new FlushException(
                    ErrorCode.FLUSH_FAILED,
                    "The collection '" + relationship.path() + "' of " + Naming.of(owner)
                            + " contains null. Put objects into it only.");
        }
        return object;
    }

    private InstanceState<?> reach(
            Object object, InstanceState<?> owner, RelationshipAttribute<?, ?> relationship, boolean isCascading) {
        if (!isCascading) {
            Mapper<Object> mapper = objects.mappings().mapperOf(object);
            if (!hasRow(mapper, object)) {
                throw new FlushException(
                        ErrorCode.FLUSH_FAILED,
                        Naming.of(owner) + " refers by '" + relationship.path() + "' to an object of "
                                + mapper.name() + " that was not added to the session. Call session.add(…) for it, or"
                                + " let the relationship cascade PERSIST.");
            }
        }
        return take(object, relationship);
    }

    private InstanceState<?> take(Object entity, @Nullable RelationshipAttribute<?, ?> by) {
        Mapper<Object> mapper = objects.mappings().mapperOf(entity);
        if (hasRow(mapper, entity)) {
            throw new DetachedEntityException(
                    ErrorCode.ENTITY_FOREIGN,
                    "An object of " + mapper.name() + (by == null ? "" : ", to which '" + by.path() + "' refers,")
                            + " has a key that only the database gives out, so it stands for a row, but not in this"
                            + " session. Take its values over with merge(…), or get the object from this session.");
        }
        InstanceState<?> state = objects.addPending(mapper, entity);
        if (mapper.keyGeneration().kind() == KeyGeneration.Kind.RANDOM_UUID) {
            MappedColumn key = mapper.keyColumns().get(0);
            if (state.current(key) == null) {
                state.set(key.attribute(), UUID.randomUUID());
            }
        }
        taken.accept(state);
        return state;
    }

    /** Whether an object that the session does not know stands for a row all the same. */
    private static boolean hasRow(Mapper<Object> mapper, Object entity) {
        if (LazyReference.isUnloaded(entity)) {
            return true;
        }
        KeyGeneration.Kind kind = mapper.keyGeneration().kind();
        boolean isDrawn = kind == KeyGeneration.Kind.IDENTITY || kind == KeyGeneration.Kind.SEQUENCE;
        return isDrawn && isSet(IdentityKey.of(mapper, entity));
    }

    private static boolean isSet(@Nullable IdentityKey key) {
        return key != null && !(key.key() instanceof Number number && number.longValue() == 0);
    }
}
