package io.cinnabar.orm;

import io.cinnabar.mapping.Mapper;
import io.cinnabar.orm.load.ColumnLoad;
import io.cinnabar.orm.load.EntityLoader;
import io.cinnabar.orm.load.KeyedSelects;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.PersistenceContext;
import io.cinnabar.schema.Column;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Loads objects of a session by their keys, and what was left out of them, unless it is there. */
final class KeyedLoads {
    private final PersistenceContext objects;
    private final EntityLoader loader;

    KeyedLoads(PersistenceContext objects, EntityLoader loader) {
        this.objects = objects;
        this.loader = loader;
    }

    /** The object with a key, if it is there and loaded. */
    @SuppressWarnings("unchecked") // an identity is of the class of its object
    <E> @Nullable E loaded(IdentityKey key) {
        InstanceState<?> known = objects.find(key);
        return known != null && known.isLoaded() && known.state() == EntityState.PERSISTENT ? (E) known.entity() : null;
    }

    /** Loads the objects with keys that are not there. */
    <E> Mono<Void> load(Mapper<E> mapper, List<IdentityKey> keys) {
        var missing = new LinkedHashSet<IdentityKey>();
        for (IdentityKey key : keys) {
            if (loaded(key) == null) {
                missing.add(key);
            }
        }
        return missing.isEmpty()
                ? Mono.empty()
                : loader.load(KeyedSelects.byKeys(mapper, List.copyOf(missing))).then();
    }

    /** Loads columns of an object that were left out, unless they have been loaded since. */
    <E> Mono<E> columns(InstanceState<E> state, Column<?>... columns) {
        IdentityKey key = state.key();
        Mapper<E> mapper = state.mapper();
        boolean isMissing = state.isExpired()
                || Stream.of(columns).anyMatch(column -> !state.isColumnLoaded(mapper.place(column.original())));
        return key == null || !isMissing
                ? Mono.just(state.entity())
                : loader.load(KeyedSelects.byKeys(mapper, List.of(key)).options(new ColumnLoad(List.of(columns), true)))
                        .thenReturn(state.entity());
    }
}
