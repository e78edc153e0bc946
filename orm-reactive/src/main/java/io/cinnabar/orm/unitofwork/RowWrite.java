package io.cinnabar.orm.unitofwork;

import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.schema.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a flush writes into the row of one object. Used by one flush. */
final class RowWrite {
    private final InstanceState<?> state;
    private final RowModel model;
    private final Map<Column<?>, Cell> cells = new LinkedHashMap<>();
    /** Whether the version is looked at and counted on: not so when the row was written in the same flush before. */
    private final boolean isVersioned;
    /** The deleted object whose row a new one takes over, or null. */
    private final @Nullable InstanceState<?> predecessor;

    private boolean hasSources;
    private @Nullable Object nextVersion;

    /**
     * A value, or the column of another object's row, which may not have its value before it was inserted.
     *
     * @param value the value, null where it comes from another object
     * @param source the other object, or null
     * @param place the place of the column in the other one's mapper
     */
    record Cell(@Nullable Object value, @Nullable InstanceState<?> source, int place) {
        static final Cell NULL = new Cell(null, null, -1);

        static Cell of(@Nullable Object value) {
            return new Cell(value, null, -1);
        }

        @Nullable
        Object resolve() {
            return source == null
                    ? value
                    : source.current(source.mapper().columns().get(place));
        }
    }

    RowWrite(InstanceState<?> state, RowModel model, boolean isVersioned) {
        this(state, model, isVersioned, null);
    }

    private RowWrite(
            InstanceState<?> state, RowModel model, boolean isVersioned, @Nullable InstanceState<?> predecessor) {
        this.predecessor = predecessor;
        this.state = state;
        this.model = model;
        this.isVersioned = isVersioned && model.hasVersion();
    }

    /** What a new object writes into the row of a deleted one with the same key. */
    static RowWrite takingOver(InstanceState<?> state, RowModel model, InstanceState<?> predecessor) {
        return new RowWrite(state, model, true, predecessor);
    }

    InstanceState<?> state() {
        return state;
    }

    /** The object that knows the row as it is now: the deleted one, where a new one takes its row over. */
    InstanceState<?> known() {
        return predecessor == null ? state : predecessor;
    }

    /** Whether a new object takes over the row of a deleted one. */
    boolean isTakingOver() {
        return predecessor != null;
    }

    RowModel model() {
        return model;
    }

    Map<Column<?>, Cell> cells() {
        return cells;
    }

    void set(Column<?> column, Cell cell) {
        cells.put(column, cell);
        hasSources |= cell.source() != null;
    }

    /**
     * The values of columns, with room for others behind them.
     *
     * @param size the number of values with the others
     */
    @Nullable
    Object[] values(List<Column<?>> columns, int size) {
        @Nullable Object[] values = new @Nullable Object[size];
        for (int index = 0; index < columns.size(); index++) {
            Cell cell = cells.get(columns.get(index));
            values[index] = cell == null ? null : cell.resolve();
        }
        return values;
    }

    /** Whether a value comes from another object. */
    boolean hasSources() {
        return hasSources;
    }

    List<Column<?>> columns() {
        return List.copyOf(cells.keySet());
    }

    boolean isVersioned() {
        return isVersioned && known().isColumnLoaded(model.version());
    }

    @Nullable
    Object nextVersion() {
        return nextVersion;
    }

    void nextVersion(Object version) {
        this.nextVersion = version;
    }
}
