package io.cinnabar.mapping;

import io.cinnabar.schema.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a mapped class and the way to its value in an object: an attribute, and for embedded ones the parts below
 * it. Immutable.
 */
public final class MappedColumn {
    private final Column<?> column;
    private final int attribute;
    private final List<Step> steps;
    private final boolean isInsertable;
    private final boolean isUpdatable;

    private record Step(Embedded<?> embedded, int part) {}

    private MappedColumn(Column<?> column, int attribute, List<Step> steps, boolean isInsertable, boolean isUpdatable) {
        this.column = column;
        this.attribute = attribute;
        this.steps = List.copyOf(steps);
        this.isInsertable = isInsertable;
        this.isUpdatable = isUpdatable;
    }

    static MappedColumn of(Column<?> column, int attribute, boolean isInsertable, boolean isUpdatable) {
        return new MappedColumn(column, attribute, List.of(), isInsertable, isUpdatable);
    }

    /** The columns of an embedded attribute, in the order of its parts. */
    static List<MappedColumn> of(Embedded<?> embedded, int attribute, boolean isInsertable, boolean isUpdatable) {
        var columns = new ArrayList<MappedColumn>();
        collect(embedded, List.of(), columns, attribute, isInsertable, isUpdatable);
        return List.copyOf(columns);
    }

    private static void collect(
            Embedded<?> embedded,
            List<Step> above,
            List<MappedColumn> columns,
            int attribute,
            boolean isInsertable,
            boolean isUpdatable) {
        for (int index = 0; index < embedded.parts().size(); index++) {
            var steps = new ArrayList<>(above);
            steps.add(new Step(embedded, index));
            Embedded.Part part = embedded.parts().get(index);
            if (part instanceof Embedded.NestedPart nested) {
                collect(nested.embedded(), steps, columns, attribute, isInsertable, isUpdatable);
            } else if (part instanceof Embedded.ColumnPart leaf) {
                columns.add(new MappedColumn(leaf.column(), attribute, steps, isInsertable, isUpdatable));
            }
        }
    }

    /** The column of the table. */
    public Column<?> column() {
        return column;
    }

    /** The index of the attribute that the value is in. */
    public int attribute() {
        return attribute;
    }

    /** Whether an INSERT writes it. */
    public boolean isInsertable() {
        return isInsertable;
    }

    /** Whether an UPDATE writes it. */
    public boolean isUpdatable() {
        return isUpdatable;
    }

    /** The value in an object. */
    public <E> @Nullable Object read(EntityAccess<E> access, E entity) {
        @Nullable Object value = access.get(entity, attribute);
        for (Step step : steps) {
            value = step.embedded().part(value, step.part());
        }
        return value;
    }

    @Override
    public String toString() {
        return column.toString();
    }
}
