package io.cinnabar.orm.load;

import io.cinnabar.mapping.Attribute;
import io.cinnabar.mapping.EmbeddedAttribute;
import io.cinnabar.mapping.EntityAccess;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.MutableValues;
import io.cinnabar.sql.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the objects of a mapped class from rows: the one that the session has for the key of a row, or a new one.
 * Immutable and thread-safe.
 *
 * @param <E> the mapped class
 */
final class EntityReader<E> {
    private final Mapper<E> mapper;
    /** The place in the row of each column of the mapper. */
    private final int[] places;

    private final int[] keyPlaces;

    /** A reader of columns that stand in the row one after the other, in the order of the mapper, from a place on. */
    EntityReader(Mapper<E> mapper, int firstPlace) {
        this.mapper = mapper;
        this.places = new int[mapper.columns().size()];
        for (int column = 0; column < places.length; column++) {
            places[column] = firstPlace + column;
        }
        this.keyPlaces = new int[mapper.keyColumns().size()];
        for (int index = 0; index < keyPlaces.length; index++) {
            keyPlaces[index] =
                    places[mapper.columns().indexOf(mapper.keyColumns().get(index))];
        }
    }

    /** What the session knows of the object of a row; null where the key is NULL, as in a join without a match. */
    @Nullable
    InstanceState<E> read(Row row, LoadContext context) {
        IdentityKey key = key(row);
        if (key == null) {
            return null;
        }
        InstanceState<E> state = state(key, context);
        if (!state.isLoaded() || context.isRefreshing()) {
            fill(state, row, context);
        }
        return state;
    }

    private @Nullable IdentityKey key(Row row) {
        if (keyPlaces.length == 1) {
            Object value = row.get(keyPlaces[0]);
            return value == null ? null : new IdentityKey(mapper.entityClass(), value);
        }
        var values = new ArrayList<@Nullable Object>(keyPlaces.length);
        for (int place : keyPlaces) {
            values.add(row.get(place));
        }
        return IdentityKey.of(mapper, values);
    }

    @SuppressWarnings("unchecked") // an identity is of the class of its object
    private InstanceState<E> state(IdentityKey key, LoadContext context) {
        InstanceState<?> known = context.objects().find(key);
        return known != null
                ? (InstanceState<E>) known
                : context.objects().addPersistent(mapper, mapper.access().create(), key);
    }

    private void fill(InstanceState<E> state, Row row, LoadContext context) {
        int column = 0;
        for (Attribute<E> attribute : mapper.attributes()) {
            int first = column;
            column += attribute.columns().size();
            if (attribute instanceof RelationshipAttribute<E, ?> relationship) {
                fill(state, relationship, first, row, context);
            } else {
                fill(state, attribute, first, row);
            }
        }
        if (state.entity() instanceof LazyReference reference) {
            reference.lazyInitializer(null);
        }
        state.expired(false);
        context.filled(state);
    }

    private void fill(InstanceState<E> state, Attribute<E> attribute, int first, Row row) {
        Object value = attribute instanceof EmbeddedAttribute<?> embedded
                ? embedded.embedded().assemble(place -> row.get(places[first + place]))
                : row.get(places[first]);
        mapper.access().set(state.entity(), attribute.index(), value);
        for (int index = 0; index < attribute.columns().size(); index++) {
            state.loaded(first + index, MutableValues.copy(row.get(places[first + index])));
        }
    }

    private <T> void fill(
            InstanceState<E> state, RelationshipAttribute<E, T> relationship, int first, Row row, LoadContext context) {
        EntityAccess<E> access = mapper.access();
        if (relationship.kind().isToMany()) {
            if (!state.isLoaded(relationship) || context.isRefreshing()) {
                RelationshipWriter.collection(state, relationship, context.lazyAccess())
                        .unload();
                state.unload(relationship);
            }
            return;
        }
        List<MappedColumn> columns = relationship.columns();
        if (columns.isEmpty()) {
            if (!state.isLoaded(relationship) || context.isRefreshing()) {
                access.set(state.entity(), relationship.index(), context.unknown(state, relationship));
                state.unload(relationship);
            }
            return;
        }
        var values = new ArrayList<@Nullable Object>(columns.size());
        for (int index = 0; index < columns.size(); index++) {
            Object value = row.get(places[first + index]);
            values.add(value);
            state.loaded(first + index, value);
        }
        refer(state, relationship, values, context);
    }

    private <T> void refer(
            InstanceState<E> state,
            RelationshipAttribute<E, T> relationship,
            List<@Nullable Object> values,
            LoadContext context) {
        EntityAccess<E> access = mapper.access();
        if (values.contains(null)) {
            access.set(state.entity(), relationship.index(), null);
            state.related(relationship, List.of());
            return;
        }
        IdentityKey key = ForeignKeys.identity(relationship, values);
        T target = key == null
                ? context.unknown(state, relationship)
                : context.reference(relationship.target().mapper(), key);
        access.set(state.entity(), relationship.index(), target);
        if (key == null || target == null) {
            state.unload(relationship);
        } else {
            state.related(relationship, List.of(target));
        }
    }
}
