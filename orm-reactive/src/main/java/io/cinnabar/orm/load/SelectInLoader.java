package io.cinnabar.orm.load;

import io.cinnabar.mapping.ColumnPair;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.collection.RelatedCollection;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads a relationship of many owners by statements of its own: {@code SELECT … FROM target WHERE owner_id IN (…)}, or
 * by the keys of the targets where the foreign key is the owners'. Used by one load.
 *
 * @param <T> the class of the objects that it refers to
 */
final class SelectInLoader<T> {
    private static final int PORTION = 1_000;

    private final RelationshipLoad<T> load;
    private final RelationshipAttribute<?, T> relationship;
    private final LoadContext context;
    /** The places, in the owner's mapper, of the columns that lead away from it. */
    private final int[] ownerColumns;
    /** The places, in the target's mapper, of the columns that they refer to; found when an owner has a target. */
    private int @Nullable [] targetColumns;
    /** Where the key of the target stands among the foreign keys of an owner; null where they refer to no key. */
    private final int @Nullable [] referredKey;
    /** What must hold for the targets beside being referred to. */
    private final List<Condition> conditions;

    /** Owners from whom the same values lead away, and what was found for them. */
    private static final class Owners {
        private final List<InstanceState<?>> states = new ArrayList<>(1);
        private final List<Object> found = new ArrayList<>();
    }

    /** The owners that one statement serves, by the value that leads away from them, or the list of those. */
    record Portion(Map<Object, Owners> owners) {}

    SelectInLoader(RelationshipLoad<T> load, LoadContext context) {
        this.load = load;
        this.relationship = load.relationship().attribute();
        this.context = context;
        this.conditions = Narrowing.narrowed(
                        load.relationship().over(load.relationship().entity(), relationship.target()),
                        context.criteria())
                .conditions();
        this.referredKey = relationship.join().isForeignKeyLocal() ? ForeignKeys.keyPlaces(relationship) : null;
        this.ownerColumns = places(
                relationship.mapper(), relationship.join().local().stream().map(ColumnPair::left));
    }

    private int[] targetColumns() {
        int[] known = targetColumns;
        if (known == null) {
            known = places(
                    relationship.target().mapper(),
                    relationship.join().local().stream().map(ColumnPair::right));
            targetColumns = known;
        }
        return known;
    }

    private static int[] places(Mapper<?> mapper, Stream<Column<?>> columns) {
        return columns.mapToInt(mapper::place).toArray();
    }

    /** Whether all that a relationship refers to is in the session. */
    static boolean isLoaded(InstanceState<?> owner, RelationshipAttribute<?, ?> relationship) {
        if (!owner.isLoaded(relationship)) {
            return false;
        }
        for (Object object : owner.related(relationship)) {
            if (LazyReference.isUnloaded(object)) {
                return false;
            }
        }
        return true;
    }

    /** Parts the owners whose relationship is not loaded. */
    List<Portion> portions(List<? extends InstanceState<?>> owners) {
        Map<Object, Owners> byKey = new LinkedHashMap<>();
        for (InstanceState<?> owner : owners) {
            if (!needsLoad(owner)) {
                continue;
            }
            Object key = key(owner);
            Object present = key == null ? null : present(key);
            if (key == null) {
                RelationshipWriter.write(owner, relationship, List.of());
            } else if (present != null) {
                RelationshipWriter.write(owner, relationship, List.of(present));
            } else {
                byKey.computeIfAbsent(key, absent -> new Owners()).states.add(owner);
            }
        }
        return parted(byKey);
    }

    /** The object with a key that owners refer to, where the session has it loaded already. */
    private @Nullable Object present(Object key) {
        int[] places = referredKey;
        if (places == null || context.isRefreshing() || !conditions.isEmpty()) {
            return null;
        }
        List<?> values = places.length == 1 ? List.of(key) : (List<?>) key;
        IdentityKey identity = IdentityKey.of(
                relationship.target().mapper(),
                Arrays.stream(places).<@Nullable Object>mapToObj(values::get).toList());
        InstanceState<?> state = identity == null ? null : context.objects().find(identity);
        return state != null && state.isLoaded() && state.state() == EntityState.PERSISTENT ? state.entity() : null;
    }

    private static List<Portion> parted(Map<Object, Owners> byKey) {
        if (byKey.size() <= PORTION) {
            return byKey.isEmpty() ? List.of() : List.of(new Portion(byKey));
        }
        var portions = new ArrayList<Portion>();
        Map<Object, Owners> part = new LinkedHashMap<>();
        for (Map.Entry<Object, Owners> entry : byKey.entrySet()) {
            part.put(entry.getKey(), entry.getValue());
            if (part.size() == PORTION) {
                portions.add(new Portion(part));
                part = new LinkedHashMap<>();
            }
        }
        if (!part.isEmpty()) {
            portions.add(new Portion(part));
        }
        return portions;
    }

    /** The objects that owners refer to whose relationship needs no load. */
    List<InstanceState<?>> known(List<? extends InstanceState<?>> owners) {
        Set<InstanceState<?>> known = new LinkedHashSet<>();
        for (InstanceState<?> owner : owners) {
            if (needsLoad(owner)) {
                continue;
            }
            for (Object object : present(owner)) {
                InstanceState<?> state = context.objects().find(object);
                if (state != null) {
                    known.add(state);
                }
            }
        }
        return List.copyOf(known);
    }

    private <E> Collection<?> present(InstanceState<E> owner) {
        @Nullable Object value = referred(owner);
        if (value instanceof RelatedCollection<?> collection) {
            return collection.present();
        }
        if (value instanceof Collection<?> collection) {
            return collection;
        }
        return value == null ? List.of() : List.of(value);
    }

    /** New objects have nothing to load; a reference may have been set to an object that is there. */
    private boolean needsLoad(InstanceState<?> owner) {
        if (owner.state() != EntityState.PERSISTENT) {
            return false;
        }
        if (context.isRefreshing()) {
            return context.isStale(owner, relationship);
        }
        Object referred = relationship.join().isForeignKeyLocal() ? referred(owner) : null;
        return referred == null ? !isLoaded(owner, relationship) : LazyReference.isUnloaded(referred);
    }

    private <E> @Nullable Object referred(InstanceState<E> owner) {
        return owner.mapper().access().get(owner.entity(), relationship.index());
    }

    /**
     * The values of the columns that lead away from an owner: the key of the reference that it has now, else as they
     * were loaded. Null where one of them is NULL.
     */
    private @Nullable Object key(InstanceState<?> owner) {
        Object referred = relationship.join().isForeignKeyLocal() ? referred(owner) : null;
        InstanceState<?> target = referred == null ? null : context.objects().find(referred);
        InstanceState<?> state = target == null ? owner : target;
        int[] columns = target == null ? ownerColumns : targetColumns();
        if (columns.length == 1) {
            return state.loaded(columns[0]);
        }
        var values = new ArrayList<Object>(columns.length);
        for (int column : columns) {
            Object value = state.loaded(column);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /** The select of the targets. */
    Select<T> select(Portion portion) {
        Entity<T> target = relationship.target();
        Select<T> select = Sql.select(target)
                .options(load.nested().toArray(EntityOption[]::new))
                .options(context.criteria().toArray(EntityCriteria[]::new));
        List<Expression<?>> ownerKeys = ownerKeys();
        if (relationship.join().link() != null) {
            select = select.join(kind -> load.relationship().linksBehind(kind));
        }
        return select.where(isIn(ownerKeys, portion))
                .where(load.relationship().conditionsOver(target).toArray(Condition[]::new))
                .orderBy(CollectionOrder.of(relationship, target));
    }

    /** The columns by which a row says whose it is. */
    private List<Expression<?>> ownerKeys() {
        return relationship.join().local().stream()
                .<Expression<?>>map(ColumnPair::right)
                .toList();
    }

    /** A statement whose rows say whose they are, and in which of their columns. */
    record OwnedRows(Select<Row> statement, int[] ownerKey) {}

    /** The statement with the columns by which a row says whose it is, behind all others unless it has them. */
    OwnedRows withOwnerKeys(Select<Row> statement) {
        var columns = new ArrayList<Expression<?>>(statement.selected());
        List<Expression<?>> ownerKeys = ownerKeys();
        int[] places = new int[ownerKeys.size()];
        for (int index = 0; index < places.length; index++) {
            Expression<?> key = ownerKeys.get(index);
            int place = 0;
            while (place < columns.size() && columns.get(place).node() != key.node()) {
                place++;
            }
            if (place == columns.size()) {
                columns.add(key);
            }
            places[index] = place;
        }
        return new OwnedRows(statement.withColumns(columns), places);
    }

    @SuppressWarnings("unchecked") // the values were read from columns of the same types
    private static Condition isIn(List<Expression<?>> columns, Portion portion) {
        if (columns.size() == 1) {
            return ((Expression<Object>) columns.get(0))
                    .in(List.copyOf(portion.owners().keySet()));
        }
        return KeyedSelects.isOneOf(
                columns,
                portion.owners().keySet().stream()
                        .<List<?>>map(List.class::cast)
                        .toList());
    }

    /** Notes whose object a row carries. */
    void assign(Portion portion, T object, Row row, int[] ownerKey) {
        Owners owners = portion.owners().get(key(row, ownerKey));
        if (owners != null) {
            owners.found.add(object);
        }
    }

    private static @Nullable Object key(Row row, int[] places) {
        if (places.length == 1) {
            return row.get(places[0]);
        }
        var values = new ArrayList<@Nullable Object>(places.length);
        for (int place : places) {
            values.add(row.get(place));
        }
        return values;
    }

    /** Gives each owner its objects. */
    void finish(Portion portion) {
        for (Owners owners : portion.owners().values()) {
            owners.states.forEach(owner -> context.read(owner, relationship));
            boolean isDangling =
                    owners.found.isEmpty() && relationship.join().isForeignKeyLocal() && conditions.isEmpty();
            if (!isDangling) {
                owners.states.forEach(owner -> RelationshipWriter.write(owner, relationship, owners.found));
            }
        }
    }
}
