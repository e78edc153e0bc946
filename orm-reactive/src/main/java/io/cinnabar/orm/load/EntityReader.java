package io.cinnabar.orm.load;

import io.cinnabar.mapping.Attribute;
import io.cinnabar.mapping.EmbeddedAttribute;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.MutableValues;
import io.cinnabar.sql.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the objects of a mapped class from rows: the one that the session has for the key of a row, or a new one.
 * Immutable and thread-safe.
 *
 * @param <E> the mapped class
 */
final class EntityReader<E> {
    /** The place of a column that a row does not have. */
    static final int LEFT_OUT = -1;

    private final Mapper<E> mapper;
    private final List<Attribute<E>> attributes;
    /** Where each column of the mapper stands in the row, or that it does not. */
    private final int[] places;

    private final int[] keyPlaces;
    /** The first column of each attribute. */
    private final int[] firstColumns;
    /** Whether values of a column may be changed in place. */
    private final boolean[] mayChange;
    /** For a relationship of foreign keys that refer to the key of the target, how to make that key of them. */
    private final int[] @Nullable [] referredKeys;

    private final boolean isWhole;

    /**
     * A reader of columns.
     *
     * @param places where each column of the mapper stands in the row, {@link #LEFT_OUT} for one that does not
     */
    EntityReader(Mapper<E> mapper, int[] places) {
        this.mapper = mapper;
        this.attributes = mapper.attributes();
        this.places = places;
        this.isWhole = Arrays.stream(places).noneMatch(place -> place == LEFT_OUT);
        this.keyPlaces = new int[mapper.keyColumns().size()];
        Arrays.setAll(
                keyPlaces,
                index -> places[mapper.columns().indexOf(mapper.keyColumns().get(index))]);
        this.firstColumns = new int[attributes.size()];
        this.mayChange = new boolean[mapper.columns().size()];
        this.referredKeys = new int[attributes.size()][];
        int column = 0;
        for (Attribute<E> attribute : attributes) {
            firstColumns[attribute.index()] = column;
            for (MappedColumn mapped : attribute.columns()) {
                mayChange[column] =
                        MutableValues.mayChange(mapped.column().type().javaType());
                column++;
            }
            if (attribute instanceof RelationshipAttribute<?, ?> relationship
                    && !relationship.columns().isEmpty()) {
                referredKeys[attribute.index()] = referredKey(relationship, firstColumns[attribute.index()]);
            }
        }
    }

    /**
     * Where the parts of the key of the target stand in the row; null where the foreign key refers to other columns.
     */
    private int @Nullable [] referredKey(RelationshipAttribute<?, ?> relationship, int firstColumn) {
        int @Nullable [] keyPlaces = ForeignKeys.keyPlaces(relationship);
        return keyPlaces == null
                ? null
                : Arrays.stream(keyPlaces)
                        .map(place -> places[firstColumn + place])
                        .toArray();
    }

    /** What the session knows of the object of a row; null where the key is NULL, as in a join without a match. */
    @Nullable
    InstanceState<E> read(Row row, LoadContext context) {
        IdentityKey key = key(row);
        if (key == null) {
            return null;
        }
        InstanceState<E> state = context.objects().findOrCreate(mapper, key);
        if (!state.isLoaded() || context.isStale(state)) {
            fill(state, row, context);
        } else if (state.isPartial()) {
            complete(state, row);
        }
        return state;
    }

    /** Fills what was left out before and the row has; what the program has set meanwhile stays. */
    private void complete(InstanceState<E> state, Row row) {
        for (Attribute<E> attribute : attributes) {
            int first = firstColumns[attribute.index()];
            boolean isMissing = !(attribute instanceof RelationshipAttribute<E, ?>)
                    && !state.isColumnLoaded(first)
                    && places[first] != LEFT_OUT;
            if (isMissing) {
                boolean isSet = isSet(state, attribute);
                @Nullable Object present = state.get(attribute.index());
                fill(state, attribute, row);
                if (isSet) {
                    state.set(attribute.index(), present);
                }
            }
        }
    }

    private boolean isSet(InstanceState<E> state, Attribute<E> attribute) {
        for (MappedColumn column : attribute.columns()) {
            int place = mapper.columns().indexOf(column);
            if (!MutableValues.equal(state.loaded(place), state.current(column))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable IdentityKey key(Row row) {
        return key(mapper, row, keyPlaces);
    }

    /** The identity that values of a row make, of which one may be NULL. */
    private static @Nullable IdentityKey key(Mapper<?> mapper, Row row, int[] places) {
        if (places.length == 1) {
            Object value = row.get(places[0]);
            return value == null ? null : new IdentityKey(mapper.entityClass(), value);
        }
        var values = new ArrayList<@Nullable Object>(places.length);
        for (int place : places) {
            values.add(row.get(place));
        }
        return IdentityKey.of(mapper, values);
    }

    private void fill(InstanceState<E> state, Row row, LoadContext context) {
        for (int index = 0; index < firstColumns.length; index++) {
            Attribute<E> attribute = attributes.get(index);
            if (attribute instanceof RelationshipAttribute<E, ?> relationship) {
                fill(state, relationship, row, context);
            } else if (!isWhole && places[firstColumns[index]] == LEFT_OUT) {
                leaveOut(state, attribute);
            } else {
                fill(state, attribute, row);
            }
        }
        if (state.entity() instanceof LazyReference reference) {
            reference.lazyInitializer(null);
        }
        state.expired(false);
        context.filled(state);
    }

    /** What an attribute has that is not loaded: what the class puts there, or what was known before it expired. */
    private void leaveOut(InstanceState<E> state, Attribute<E> attribute) {
        int column = firstColumns[attribute.index()];
        for (MappedColumn mapped : attribute.columns()) {
            @Nullable Object value = state.current(mapped);
            state.leaveOut(column, mayChange[column] ? MutableValues.copy(value) : value);
            column++;
        }
    }

    private void fill(InstanceState<E> state, Attribute<E> attribute, Row row) {
        int first = firstColumns[attribute.index()];
        if (attribute instanceof EmbeddedAttribute<?> embedded) {
            Object value = embedded.embedded().assemble(part -> row.get(places[first + part]));
            mapper.access().set(state.entity(), attribute.index(), value);
            for (int part = 0; part < embedded.columns().size(); part++) {
                keep(state, first + part, row.get(places[first + part]));
            }
        } else {
            @Nullable Object value = row.get(places[first]);
            mapper.access().set(state.entity(), attribute.index(), value);
            keep(state, first, value);
        }
    }

    private void keep(InstanceState<E> state, int column, @Nullable Object value) {
        state.loaded(column, mayChange[column] ? MutableValues.copy(value) : value);
    }

    private <T> void fill(
            InstanceState<E> state, RelationshipAttribute<E, T> relationship, Row row, LoadContext context) {
        if (relationship.kind().isToMany()) {
            if (!state.isLoaded(relationship) || context.isRefreshing()) {
                RelationshipWriter.collection(state, relationship, context.lazyAccess())
                        .unload();
                state.unload(relationship);
            }
        } else if (relationship.columns().isEmpty()) {
            if (!state.isLoaded(relationship) || context.isRefreshing()) {
                mapper.access().set(state.entity(), relationship.index(), context.unknown(state, relationship));
                state.unload(relationship);
            }
        } else {
            refer(state, relationship, row, context);
        }
    }

    private <T> void refer(
            InstanceState<E> state, RelationshipAttribute<E, T> relationship, Row row, LoadContext context) {
        int first = firstColumns[relationship.index()];
        boolean isNull = false;
        for (int column = first; column < first + relationship.columns().size(); column++) {
            Object value = row.get(places[column]);
            state.loaded(column, value);
            isNull |= value == null;
        }
        if (isNull) {
            mapper.access().set(state.entity(), relationship.index(), null);
            state.related(relationship, List.of());
            return;
        }
        Mapper<T> other = relationship.target().mapper();
        int @Nullable [] referredKey = referredKeys[relationship.index()];
        IdentityKey key = referredKey == null ? null : key(other, row, referredKey);
        T target = key == null ? context.unknown(state, relationship) : context.reference(other, key);
        mapper.access().set(state.entity(), relationship.index(), target);
        if (key == null || target == null) {
            state.unload(relationship);
        } else {
            state.related(relationship, List.of(target));
        }
    }
}
