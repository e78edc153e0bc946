package io.cinnabar.orm;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.internal.SessionLane;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import io.cinnabar.orm.state.PersistenceContext;
import io.cinnabar.orm.state.RaisingAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * What happens when something of a session is touched that is not loaded: an error, unless somebody who can wait lets
 * it be loaded. For bridges to code that waits; users have {@link Session#fetch} instead. Thread-safe.
 */
public final class LazyLoading {
    private final PersistenceContext objects;
    private final SessionLane lane;
    private final Loader loader;
    private final int batchSize;
    private final LazyAccess raising = new RaisingAccess();
    private volatile LazyAccess access = raising;

    /** Loads what was touched, as an operation of the session. */
    interface Loader {
        /** Loads the objects themselves, or a relationship of them. */
        Mono<Void> load(List<InstanceState<?>> owners, @Nullable RelationshipAttribute<?, ?> relationship);
    }

    LazyLoading(PersistenceContext objects, SessionLane lane, int batchSize, Loader loader) {
        this.objects = objects;
        this.lane = lane;
        this.batchSize = batchSize;
        this.loader = loader;
    }

    /** Lets somebody else be told of what is touched, and returns who was told before. */
    public synchronized LazyAccess replace(LazyAccess told) {
        LazyAccess before = access;
        access = told;
        return before;
    }

    void touched(InstanceState<?> owner, @Nullable RelationshipAttribute<?, ?> relationship, String member) {
        access.touched(owner, relationship, member);
    }

    /** Raises the error of what was touched and cannot be loaded. */
    public void raise(InstanceState<?> owner, @Nullable RelationshipAttribute<?, ?> relationship, String member) {
        raising.touched(owner, relationship, member);
    }

    /**
     * Loads what was touched, and the same of as many other objects as the options of the session say. Signals an error
     * where it cannot be loaded: an object without a row, or one that does not belong to the session any more.
     *
     * @param owner the object that has the relationship, or that is itself not loaded
     * @param relationship the relationship that was touched, or null for the object itself
     * @param member the method that was called
     */
    public Mono<Void> load(InstanceState<?> owner, @Nullable RelationshipAttribute<?, ?> relationship, String member) {
        return Mono.defer(() -> {
            boolean isKnown = owner.state() == EntityState.PERSISTENT && objects.find(owner.entity()) == owner;
            if (!isKnown || isStandIn(relationship)) {
                raise(owner, relationship, member);
            }
            return loader.load(withSiblings(owner, relationship), relationship)
                    .then(Mono.<Void>fromRunnable(() -> check(owner, relationship, member)));
        });
    }

    /** What stands for an object of which not even the key is known cannot become that object. */
    private static boolean isStandIn(@Nullable RelationshipAttribute<?, ?> relationship) {
        return relationship != null && !relationship.kind().isToMany();
    }

    private List<InstanceState<?>> withSiblings(
            InstanceState<?> owner, @Nullable RelationshipAttribute<?, ?> relationship) {
        if (batchSize == 1) {
            return List.of(owner);
        }
        Predicate<InstanceState<?>> isUnloaded = relationship == null
                ? state -> LazyReference.isUnloaded(state.entity())
                : state -> !LazyReference.isUnloaded(state.entity()) && !state.isLoaded(relationship);
        var owners = new ArrayList<InstanceState<?>>();
        owners.add(owner);
        for (InstanceState<?> state : objects.persistent()) {
            if (owners.size() == batchSize) {
                break;
            }
            if (state != owner && state.mapper() == owner.mapper() && isUnloaded.test(state)) {
                owners.add(state);
            }
        }
        return owners;
    }

    private void check(InstanceState<?> owner, @Nullable RelationshipAttribute<?, ?> relationship, String member) {
        if (relationship != null && !owner.isLoaded(relationship)) {
            raise(owner, relationship, member);
        }
        if (relationship == null && LazyReference.isUnloaded(owner.entity())) {
            throw new SessionStateException(
                    ErrorCode.ENTITY_GONE,
                    "'" + member + "' was called on a reference to " + owner + ", whose row does not exist. Use"
                            + " get(…) where that can be.");
        }
    }

    /** Whether an operation of the session runs that a context does not belong to. */
    public boolean isBusyFor(ContextView context) {
        return lane.isBusyFor(context);
    }

    /** Runs work that has the session for itself: other operations wait until it has ended. */
    public <T> Mono<T> exclusively(Supplier<? extends Mono<T>> work) {
        return lane.run(work);
    }
}
