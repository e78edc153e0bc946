package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.load.EntityLoader;
import io.cinnabar.orm.load.KeyedSelects;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads the rows of an object, and of those that loaded relationships lead to which cascade REFRESH, anew: the rows of
 * each class by one statement, and each of the relationships by one. What was not loaded is not loaded. Used once.
 */
final class RefreshCascade {
    private static final int PORTION = 1_000;

    private final PersistenceContext objects;
    private final EntityLoader loader;
    private final Expiry expiry;
    private final Map<Mapper<?>, List<InstanceState<?>>> rows = new LinkedHashMap<>();
    private final Map<RelationshipAttribute<?, ?>, List<InstanceState<?>>> owners = new LinkedHashMap<>();

    RefreshCascade(PersistenceContext objects, EntityLoader loader, Expiry expiry) {
        this.objects = objects;
        this.loader = loader;
        this.expiry = expiry;
    }

    /** Refreshes an object that has a row; where that has gone, it stays expired. */
    Mono<Void> refresh(InstanceState<?> start) {
        return Mono.defer(() -> {
            collect(start);
            rows.values().forEach(states -> states.forEach(expiry::expire));
            return Flux.fromIterable(rows.entrySet())
                    .concatMap(each -> refreshed(each.getKey(), each.getValue()))
                    .thenMany(Flux.fromIterable(owners.entrySet()).concatMap(this::loaded))
                    .then();
        });
    }

    /** All that is reached: a loop, as chains may be longer than any stack. */
    private void collect(InstanceState<?> start) {
        var seen = new ObjectSet(List.of(start));
        for (int index = 0; index < seen.inOrder().size(); index++) {
            var state = (InstanceState<?>) seen.inOrder().get(index);
            rows.computeIfAbsent(state.mapper(), key -> new ArrayList<>()).add(state);
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (relationship.cascades().contains(Cascade.REFRESH) && state.isLoaded(relationship)) {
                    follow(state, relationship, seen);
                }
            }
        }
    }

    private void follow(InstanceState<?> state, RelationshipAttribute<?, ?> relationship, ObjectSet seen) {
        var reached = new ObjectSet(state.related(relationship));
        RelatedObjects.present(state, relationship).forEach(reached::add);
        boolean isLoaded = reached.isEmpty();
        for (Object object : reached.inOrder()) {
            InstanceState<?> next = objects.find(object);
            if (next != null && next.state() == EntityState.PERSISTENT && next.hasValues()) {
                isLoaded = true;
                seen.add(next);
            }
        }
        if (isLoaded) {
            owners.computeIfAbsent(relationship, key -> new ArrayList<>()).add(state);
        }
    }

    private <E> Mono<Void> refreshed(Mapper<E> mapper, List<InstanceState<?>> states) {
        var keys = new ArrayList<IdentityKey>();
        for (InstanceState<?> state : states) {
            IdentityKey key = state.key();
            if (key != null) {
                keys.add(key);
            }
        }
        return Flux.fromIterable(keys)
                .buffer(PORTION)
                .concatMap(portion -> loader.refresh(KeyedSelects.byKeys(mapper, portion)))
                .then();
    }

    private Mono<Void> loaded(Map.Entry<RelationshipAttribute<?, ?>, List<InstanceState<?>>> each) {
        List<InstanceState<?>> present =
                each.getValue().stream().filter(InstanceState::isLoaded).toList();
        return loader.fetch(present, List.of(RemoveCascade.load(each.getKey())));
    }
}
