package io.cinnabar.orm.load;

import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.LifecycleCallback;
import io.cinnabar.mapping.LifecycleEvent;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the readers of one load share: the objects of the session, and what was loaded so far. Used by one load. */
final class LoadContext {
    private final PersistenceContext objects;
    private final LazyAccess lazyAccess;
    private final boolean isRefreshing;
    private final List<EntityCriteria> criteria;
    private final List<InstanceState<?>> loaded = new ArrayList<>();
    private final RelatedRows related = new RelatedRows();
    /** The objects whose rows, and the relationships whose objects, this load has read anew. */
    private final Map<InstanceState<?>, Set<RelationshipAttribute<?, ?>>> refreshed = new IdentityHashMap<>();

    private final Map<RelationshipLoad<?>, Set<InstanceState<?>>> visited = new IdentityHashMap<>();

    /**
     * For one load.
     *
     * @param isRefreshing whether objects that are loaded are read again
     * @param criteria what must hold for the objects of classes
     */
    LoadContext(
            PersistenceContext objects, LazyAccess lazyAccess, boolean isRefreshing, List<EntityCriteria> criteria) {
        this.objects = objects;
        this.lazyAccess = lazyAccess;
        this.isRefreshing = isRefreshing;
        this.criteria = criteria;
    }

    /** What must hold for the objects of classes. */
    List<EntityCriteria> criteria() {
        return criteria;
    }

    /** Those of the owners to which a load that goes on from level to level has not come before, in a circle. */
    List<InstanceState<?>> unvisited(RelationshipLoad<?> load, List<? extends InstanceState<?>> owners) {
        Set<InstanceState<?>> before = visited.computeIfAbsent(load.first(), key -> new HashSet<>());
        return owners.stream()
                .<InstanceState<?>>map(owner -> owner)
                .filter(before::add)
                .toList();
    }

    PersistenceContext objects() {
        return objects;
    }

    LazyAccess lazyAccess() {
        return lazyAccess;
    }

    boolean isRefreshing() {
        return isRefreshing;
    }

    /** Whether the row of an object is to be read anew: once, however often the load comes by it. */
    boolean isStale(InstanceState<?> state) {
        return isRefreshing && !refreshed.containsKey(state);
    }

    /** Whether a relationship is to be read anew: once, as eager relationships may lead in a circle. */
    boolean isStale(InstanceState<?> owner, RelationshipAttribute<?, ?> relationship) {
        return isRefreshing && !refreshed.getOrDefault(owner, Set.of()).contains(relationship);
    }

    /** Notes that a relationship was read. */
    void read(InstanceState<?> owner, RelationshipAttribute<?, ?> relationship) {
        if (isRefreshing) {
            refreshed.computeIfAbsent(owner, key -> new HashSet<>()).add(relationship);
        }
    }

    /** What rows of joins say of relationships, until the last of them was read. */
    RelatedRows related() {
        return related;
    }

    /** Notes that an object was filled, whose callbacks are called when the load has ended. */
    void filled(InstanceState<?> state) {
        if (isRefreshing) {
            refreshed.computeIfAbsent(state, key -> new HashSet<>());
        }
        if (!state.mapper().callbacks(LifecycleEvent.POST_LOAD).isEmpty()) {
            loaded.add(state);
        }
    }

    /** Calls what wants to hear of loaded objects. */
    void callBack() {
        loaded.forEach(LoadContext::callBack);
        loaded.clear();
    }

    private static <E> void callBack(InstanceState<E> state) {
        for (LifecycleCallback<? super E> callback : state.mapper().callbacks(LifecycleEvent.POST_LOAD)) {
            callback.call(state.entity());
        }
    }

    /** The object with an identity: the one that is there, or a reference that is not loaded. */
    <T> @Nullable T reference(Mapper<T> mapper, IdentityKey key) {
        return References.find(objects, lazyAccess, mapper, key);
    }

    /** An object that stands for one that is not known, for a relationship whose columns are elsewhere. */
    <T> @Nullable T unknown(InstanceState<?> owner, RelationshipAttribute<?, T> relationship) {
        T reference = relationship.target().mapper().access().createReference();
        if (reference instanceof LazyReference lazy) {
            lazy.lazyInitializer((touched, member) -> lazyAccess.touched(owner, relationship, member));
        }
        return reference;
    }
}
