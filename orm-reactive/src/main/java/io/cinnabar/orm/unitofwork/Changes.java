package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.FlushException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.ColumnPair;
import io.cinnabar.mapping.KeyGeneration;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.MutableValues;
import io.cinnabar.orm.state.PersistenceContext;
import io.cinnabar.orm.unitofwork.RowWrite.Cell;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that a flush is to write, row by row and in no order yet. Found without any database; used by one flush. */
final class Changes {
    private final PersistenceContext objects;
    private final Map<Mapper<?>, RowModel> models;
    private final Map<InstanceState<?>, RowWrite> inserts = new LinkedHashMap<>();
    private final Map<InstanceState<?>, RowWrite> updates = new LinkedHashMap<>();
    private final Map<InstanceState<?>, RowWrite> deletes = new LinkedHashMap<>();
    private final Map<Table, Links> links = new IdentityHashMap<>();
    private final List<InstanceState<?>> related = new ArrayList<>();
    private final Map<InstanceState<?>, InstanceState<?>> successors = new LinkedHashMap<>();

    /** The links of one table that come and go. */
    static final class Links {
        final RelationshipAttribute<?, ?> owner;
        final Set<FlushPlan.Link> come = new LinkedHashSet<>();
        final Set<FlushPlan.Link> gone = new LinkedHashSet<>();

        Links(RelationshipAttribute<?, ?> owner) {
            this.owner = owner;
        }
    }

    Changes(PersistenceContext objects, Map<Mapper<?>, RowModel> models) {
        this.objects = objects;
        this.models = models;
    }

    Map<InstanceState<?>, RowWrite> inserts() {
        return inserts;
    }

    Map<InstanceState<?>, RowWrite> updates() {
        return updates;
    }

    Map<InstanceState<?>, RowWrite> deletes() {
        return deletes;
    }

    Map<Table, Links> links() {
        return links;
    }

    /** The new objects that take over the rows of deleted ones, by these. */
    Map<InstanceState<?>, InstanceState<?>> successors() {
        return successors;
    }

    /** The objects of which a relationship has changed. */
    List<InstanceState<?>> related() {
        return related;
    }

    RowModel model(Mapper<?> mapper) {
        return models.computeIfAbsent(mapper, RowModel::new);
    }

    /** Looks at all objects of the session. */
    Changes collect() {
        for (InstanceState<?> state : objects.markedDeleted()) {
            if (state.state() == EntityState.PERSISTENT) {
                deletes.put(state, new RowWrite(state, model(state.mapper()), true));
            }
        }
        objects.pending().forEach(state -> inserts.put(state, insert(state)));
        checkIdentities();
        for (InstanceState<?> state : objects.persistent()) {
            if (!deletes.containsKey(state)) {
                update(state);
            }
        }
        inserts.keySet().forEach(this::relationships);
        successors.values().forEach(this::relationships);
        objects.persistent().forEach(this::relationships);
        return this;
    }

    /**
     * There is one object for each row, also for those that are to come; a new one with the key of a deleted one takes
     * over its row.
     */
    private void checkIdentities() {
        Map<IdentityKey, InstanceState<?>> identities = new HashMap<>();
        for (RowWrite row : List.copyOf(inserts.values())) {
            IdentityKey key = key(row);
            InstanceState<?> other = key == null ? null : identities.put(key, row.state());
            InstanceState<?> present = key == null || other != null ? other : objects.find(key);
            if (key == null || present == null || present == row.state()) {
                continue;
            }
            if (!deletes.containsKey(present)) {
                throw new SessionStateException(
                        ErrorCode.IDENTITY_DUPLICATE,
                        "A new object of " + row.state().mapper().name() + " has the key " + key.key()
                                + ", which another object of the session has: " + Naming.of(present)
                                + ". There is one object for each row: change the one that is there, or use merge(…).");
            }
            takeOver(row, present);
        }
    }

    /** The identity of a row that is to be inserted, as far as it is known before. */
    private static @Nullable IdentityKey key(RowWrite row) {
        var values = new ArrayList<@Nullable Object>();
        for (Column<?> column : row.model().keyColumns()) {
            Cell cell = row.cells().get(column);
            values.add(cell == null ? null : cell.resolve());
        }
        return IdentityKey.of(row.state().mapper(), values);
    }

    private void takeOver(RowWrite insert, InstanceState<?> deleted) {
        InstanceState<?> state = insert.state();
        RowModel model = insert.model();
        RowWrite row = RowWrite.takingOver(state, model, deleted);
        insert.cells().forEach(row::set);
        List<Column<?>> key = model.keyColumns();
        if (row.cells().size() > key.size()) {
            key.forEach(row.cells()::remove);
        }
        if (row.isVersioned()) {
            Column<?> version = model.column(model.version());
            row.cells().remove(version);
            row.nextVersion(Versions.next(model, deleted.loaded(model.version())));
        }
        inserts.remove(state);
        updates.put(state, row);
        successors.put(deleted, state);
    }

    private RowWrite insert(InstanceState<?> state) {
        RowModel model = model(state.mapper());
        var row = new RowWrite(state, model, true);
        for (int place = 0; place < model.columns().size(); place++) {
            MappedColumn column = model.columns().get(place);
            if (column.isInsertable()
                    && !column.column().isComputed()
                    && !row.cells().containsKey(column.column())) {
                insert(row, place);
            }
        }
        return row;
    }

    private void insert(RowWrite row, int place) {
        RowModel model = row.model();
        Cell cell = cell(row.state(), model, place);
        int shared = model.sharedWith(place);
        if (shared >= 0 && cell == Cell.NULL) {
            cell = cell(row.state(), model, shared);
        }
        if (model.isVersion(place)) {
            Object first = Versions.first(model, cell.value());
            row.nextVersion(first);
            cell = Cell.of(first);
        }
        boolean isDrawn = model.isKey(place) && isDrawn(model);
        boolean isDefault = cell == Cell.NULL
                && !model.isKey(place)
                && model.hasDefault(place)
                && !row.state().isMarked(place);
        boolean isLeftOut = isDrawn ? isUnset(cell) : isDefault;
        if (isLeftOut) {
            return;
        }
        if (model.isKey(place) && cell == Cell.NULL) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_MISSING,
                    Naming.of(row.state()) + " has no value for '"
                            + model.column(place).name()
                            + "', which belongs to its key and is not generated. Set it before the flush.");
        }
        row.set(model.column(place), cell);
    }

    /** Whether the database gives out the keys of a class. */
    static boolean isDrawn(RowModel model) {
        KeyGeneration.Kind kind = model.mapper().keyGeneration().kind();
        return kind == KeyGeneration.Kind.IDENTITY || kind == KeyGeneration.Kind.SEQUENCE;
    }

    private static boolean isUnset(Cell cell) {
        return cell == Cell.NULL || (cell.value() instanceof Number number && number.longValue() == 0);
    }

    /** What a column of an object has now. */
    private Cell cell(InstanceState<?> state, RowModel model, int place) {
        RelationshipAttribute<?, ?> relationship = model.relationship(place);
        if (relationship == null) {
            @Nullable Object value = model.copyOf(state, place);
            return value == null ? Cell.NULL : Cell.of(value);
        }
        if (RowModel.isUntouched(state, relationship)) {
            return Cell.of(state.loaded(place));
        }
        @Nullable Object target = state.get(relationship.index());
        if (target == null) {
            return Cell.NULL;
        }
        InstanceState<?> source = objects.find(target);
        if (source == null) {
            throw new FlushException(
                    ErrorCode.FLUSH_FAILED,
                    Naming.of(state) + " refers by '" + relationship.path() + "' to an object of "
                            + relationship.target().mapper().name() + " that the session does not know any more.");
        }
        return new Cell(null, source, model.referred(place));
    }

    private void update(InstanceState<?> state) {
        RowModel model = model(state.mapper());
        if (!state.hasValues()) {
            return;
        }
        checkKey(state, model);
        List<Integer> changed = model.changed(state);
        if (changed.isEmpty()) {
            return;
        }
        RowWrite row = updateOf(state);
        changed.forEach(place -> row.set(model.column(place), cell(state, model, place)));
    }

    private RowWrite updateOf(InstanceState<?> state) {
        return updates.computeIfAbsent(state, key -> {
            RowModel model = model(state.mapper());
            var row = new RowWrite(state, model, true);
            if (row.isVersioned()) {
                row.nextVersion(Versions.next(model, state.loaded(model.version())));
            }
            return row;
        });
    }

    private static void checkKey(InstanceState<?> state, RowModel model) {
        for (int place : model.keyPlaces()) {
            MappedColumn column = model.columns().get(place);
            if (model.relationship(place) == null
                    && state.isColumnLoaded(place)
                    && !MutableValues.equal(state.loaded(place), state.current(column))) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_CHANGED,
                        "The key of " + Naming.of(state) + " was changed: '" + column + "' is another than that of its"
                                + " row. The key of an object that has a row cannot change. Set it back, and delete the"
                                + " object and add a new one if the row is to have another key.");
            }
        }
    }

    /** What relationships say that have their columns in another table. */
    private void relationships(InstanceState<?> state) {
        boolean isDeleted = deletes.containsKey(state);
        boolean hasChanged = false;
        for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
            if (isDeleted) {
                released(state, relationship);
                continue;
            }
            if (RelatedObjects.isUnchanged(state, relationship)) {
                continue;
            }
            hasChanged = true;
            if (relationship.join().link() != null) {
                links(state, relationship, relationship.join().link());
            } else if (!relationship.join().isForeignKeyLocal() && relationship.inverse() == null) {
                foreignKeys(state, relationship);
            }
        }
        if (hasChanged && !isDeleted) {
            related.add(state);
        }
    }

    private void links(InstanceState<?> state, RelationshipAttribute<?, ?> relationship, Table table) {
        RelationshipAttribute<?, ?> inverse = relationship.inverse();
        RelationshipAttribute<?, ?> owner = relationship.isOwning() || inverse == null ? relationship : inverse;
        boolean isOwner = owner == relationship;
        Links changed = links.computeIfAbsent(table, key -> new Links(owner));
        boolean isNew = state.state() == EntityState.PENDING;
        for (Object object : isNew ? List.of() : RelatedObjects.removed(state, relationship)) {
            link(state, object, isOwner, changed.gone);
        }
        for (Object object : RelatedObjects.added(state, relationship)) {
            link(state, object, isOwner, changed.come);
        }
    }

    private void link(InstanceState<?> state, Object object, boolean isOwner, Set<FlushPlan.Link> changed) {
        InstanceState<?> other = objects.find(object);
        if (other != null && other.state() != EntityState.DELETED && !deletes.containsKey(other)) {
            changed.add(isOwner ? new FlushPlan.Link(state, other) : new FlushPlan.Link(other, state));
        }
    }

    /** The foreign keys of objects that do not know of them: only the owner has the relationship. */
    private void foreignKeys(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        List<ColumnPair> pairs = relationship.join().local();
        for (Object object : RelatedObjects.removed(state, relationship)) {
            release(object, pairs);
        }
        for (Object object : RelatedObjects.added(state, relationship)) {
            InstanceState<?> other = objects.find(object);
            if (other == null || deletes.containsKey(other)) {
                continue;
            }
            RowWrite row = inserts.get(other);
            for (ColumnPair pair : pairs) {
                var key = new Cell(null, state, state.mapper().place(pair.left()));
                (row == null ? updateOf(other) : row).set(pair.right(), key);
            }
        }
    }

    /** What a deleted object held by foreign keys that only it knows of is held no more. */
    private void released(InstanceState<?> deleted, RelationshipAttribute<?, ?> relationship) {
        boolean isHolding = relationship.join().link() == null
                && !relationship.join().isForeignKeyLocal()
                && relationship.inverse() == null;
        if (isHolding) {
            var held = new ObjectSet(deleted.related(relationship));
            RelatedObjects.present(deleted, relationship).forEach(held::add);
            held.inOrder().forEach(object -> release(object, relationship.join().local()));
        }
    }

    private void release(Object object, List<ColumnPair> pairs) {
        InstanceState<?> other = objects.find(object);
        if (other != null && other.state() == EntityState.PERSISTENT && !deletes.containsKey(other)) {
            pairs.forEach(pair -> updateOf(other).cells().putIfAbsent(pair.right(), Cell.NULL));
        }
    }

    /** The columns of a table that the database made values for, when a row was inserted without them. */
    static List<Integer> made(RowModel model, List<Column<?>> written) {
        var made = new ArrayList<Integer>();
        for (int place = 0; place < model.columns().size(); place++) {
            boolean isRead =
                    model.hasDefault(place) || model.isReadOnly(place) || (model.isKey(place) && isDrawn(model));
            if (model.relationship(place) == null && isRead && !written.contains(model.column(place))) {
                made.add(place);
            }
        }
        return made;
    }
}
