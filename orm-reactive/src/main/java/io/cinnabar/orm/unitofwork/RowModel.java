package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.ColumnPair;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.MutableValues;
import io.cinnabar.schema.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which column of a class's rows comes from where in its objects. Immutable. */
final class RowModel {
    private static final int NONE = -1;

    private final Mapper<?> mapper;
    private final List<MappedColumn> columns;
    private final @Nullable RelationshipAttribute<?, ?>[] relationships;
    /** For a column of a foreign key, the place in the target's mapper of the column that it refers to. */
    private final int[] referred;

    private final boolean[] isKey;
    private final boolean[] isReadOnly;
    private final boolean[] mayChange;
    private final int[] shared;
    private final int[] keyPlaces;
    private final List<Column<?>> keyColumns;
    private final int version;

    RowModel(Mapper<?> mapper) {
        this.mapper = mapper;
        this.columns = List.copyOf(mapper.columns());
        this.relationships = new RelationshipAttribute<?, ?>[columns.size()];
        this.referred = new int[columns.size()];
        this.isKey = new boolean[columns.size()];
        this.isReadOnly = new boolean[columns.size()];
        this.mayChange = new boolean[columns.size()];
        this.shared = new int[columns.size()];
        this.keyPlaces = mapper.keyColumns().stream().mapToInt(columns::indexOf).toArray();
        this.keyColumns = mapper.keyColumns().stream()
                .<Column<?>>map(MappedColumn::column)
                .toList();
        this.version = mapper.version() == null
                ? NONE
                : columns.indexOf(mapper.version().column());
        for (int place = 0; place < columns.size(); place++) {
            referred[place] = NONE;
            isKey[place] = mapper.isKey(place);
            isReadOnly[place] = findReadOnly(place);
            mayChange[place] = MutableValues.mayChange(column(place).type().javaType());
        }
        mapper.relationships().forEach(this::refer);
        Arrays.setAll(shared, this::findShared);
    }

    private void refer(RelationshipAttribute<?, ?> relationship) {
        for (MappedColumn column : relationship.columns()) {
            int place = columns.indexOf(column);
            relationships[place] = relationship;
            for (ColumnPair pair : relationship.join().local()) {
                if (pair.left() == column.column()) {
                    referred[place] = relationship.target().mapper().place(pair.right());
                }
            }
        }
    }

    Mapper<?> mapper() {
        return mapper;
    }

    List<MappedColumn> columns() {
        return columns;
    }

    Column<?> column(int place) {
        return columns.get(place).column();
    }

    boolean isKey(int place) {
        return isKey[place];
    }

    boolean isVersion(int place) {
        return place == version;
    }

    boolean hasVersion() {
        return version != NONE;
    }

    int version() {
        return version;
    }

    @Nullable
    RelationshipAttribute<?, ?> relationship(int place) {
        return relationships[place];
    }

    /** The place, in the mapper of the target, of the column that a column of a foreign key refers to. */
    int referred(int place) {
        return referred[place];
    }

    /** The places of the columns of the key, in its order. */
    int[] keyPlaces() {
        return keyPlaces;
    }

    /** The columns of the key, in its order. */
    List<Column<?>> keyColumns() {
        return keyColumns;
    }

    /** The value of a column that an object has now, as it stays whatever is done to the object. */
    @Nullable
    Object copyOf(InstanceState<?> state, int place) {
        @Nullable Object value = state.current(columns.get(place));
        return mayChange[place] ? MutableValues.copy(value) : value;
    }

    /**
     * The place of a foreign key of the same column, from which an attribute that is not set takes its value; -1 where
     * there is none.
     */
    int sharedWith(int place) {
        return shared[place];
    }

    private int findShared(int place) {
        if (relationships[place] == null) {
            for (int other = 0; other < columns.size(); other++) {
                if (relationships[other] != null && column(other) == column(place)) {
                    return other;
                }
            }
        }
        return NONE;
    }

    /** The columns that the database makes a value for at INSERT, unless one is given. */
    boolean hasDefault(int place) {
        Column<?> column = column(place);
        return column.isServerGenerated() || column.insertDefault() != null;
    }

    /** Whether a flush may give an attribute of a new object its value: of a key, a version or a default. */
    boolean isMade(int place) {
        return relationships[place] == null && (isKey[place] || isVersion(place) || hasDefault(place));
    }

    /** Whether nothing that the program does writes a column. */
    boolean isReadOnly(int place) {
        return isReadOnly[place];
    }

    private boolean findReadOnly(int place) {
        MappedColumn column = columns.get(place);
        return column.column().isComputed() || (!column.isInsertable() && !column.isUpdatable() && !isShared(place));
    }

    private boolean isShared(int place) {
        return columns.stream().filter(other -> other.column() == column(place)).count() > 1;
    }

    /** Whether a relationship of foreign keys was not loaded and is as the session left it. */
    static boolean isUntouched(InstanceState<?> state, RelationshipAttribute<?, ?> relationship) {
        return state.state() != EntityState.PENDING
                && !state.isLoaded(relationship)
                && RelatedObjects.isPlaceholder(state, relationship);
    }

    /**
     * The places whose value differs from that of the row, or from what stood in its place where it was left out; of a
     * row that was never loaded, none.
     */
    List<Integer> changed(InstanceState<?> state) {
        var changed = new ArrayList<Integer>(0);
        for (int place = 0; place < columns.size(); place++) {
            if (state.isColumnWatched(place) && !isVersion(place) && !isKey[place] && isChanged(state, place)) {
                changed.add(place);
            }
        }
        return changed;
    }

    boolean isChanged(InstanceState<?> state) {
        for (int place = 0; place < columns.size(); place++) {
            if (state.isColumnWatched(place) && !isVersion(place) && isChanged(state, place)) {
                return true;
            }
        }
        return false;
    }

    private boolean isChanged(InstanceState<?> state, int place) {
        RelationshipAttribute<?, ?> relationship = relationships[place];
        MappedColumn column = columns.get(place);
        if (isReadOnly(place) || (!column.isUpdatable() && !isKey[place])) {
            return false;
        }
        if (relationship == null) {
            return state.isMarked(place) || !MutableValues.equal(state.loaded(place), state.current(column));
        }
        if (isUntouched(state, relationship)) {
            return false;
        }
        Object target = state.get(relationship.index());
        Object before = state.related(relationship).isEmpty()
                ? null
                : state.related(relationship).get(0);
        return target != before || !state.isLoaded(relationship);
    }
}
