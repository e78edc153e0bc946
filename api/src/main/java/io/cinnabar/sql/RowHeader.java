package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result: their names and the expressions that they come from. Shared by all rows of a result; cheap
 * to make, as what looks columns up is built only when it is asked.
 */
public final class RowHeader {
    private static final int AMBIGUOUS = -2;
    private static final int MISSING = -1;

    private final List<String> names;
    private final List<? extends Expression<?>> selected;
    private @Nullable Map<String, Integer> byName;
    private @Nullable Map<Object, Integer> byExpression;

    /** A header of columns by name, with the expressions behind them where they are known. */
    public RowHeader(List<String> names, List<? extends Expression<?>> selected) {
        this.names = List.copyOf(names);
        this.selected = List.copyOf(selected);
    }

    // Two threads may both build a map, which does no harm: the maps are equal and immutable.
    private Map<String, Integer> byName() {
        Map<String, Integer> known = byName;
        if (known == null) {
            var map = new HashMap<String, Integer>();
            for (int index = 0; index < names.size(); index++) {
                map.merge(names.get(index), index, (first, second) -> AMBIGUOUS);
            }
            known = Map.copyOf(map);
            byName = known;
        }
        return known;
    }

    private Map<Object, Integer> byExpression() {
        Map<Object, Integer> known = byExpression;
        if (known == null) {
            var map = new HashMap<Object, Integer>();
            for (int index = 0; index < selected.size(); index++) {
                map.putIfAbsent(key(selected.get(index).node()), index);
            }
            for (int index = 0; index < selected.size(); index++) {
                if (selected.get(index).node() instanceof Label label) {
                    map.putIfAbsent(key(label.operand()), index);
                }
            }
            known = Map.copyOf(map);
            byExpression = known;
        }
        return known;
    }

    /** What makes two expressions the same one in a result; columns of equal aliases are the same. */
    static Object key(ExpressionNode node) {
        if (node instanceof DerivedColumn column) {
            return List.of(column.source().sourceKey(), column.name());
        }
        if (node instanceof ColumnExpression<?> column) {
            return List.of(column.table().sourceKey(), column.original());
        }
        return node;
    }

    /** The names, in the order of the columns; they can repeat. */
    public List<String> names() {
        return names;
    }

    /** The number of columns. */
    public int size() {
        return names.size();
    }

    /** The place of the column with a name. Signals an error if there is none or more than one. */
    public int index(String name) {
        int index = byName().getOrDefault(name, MISSING);
        if (index == MISSING) {
            throw new InvalidRequestException(
                    ErrorCode.COLUMN_NOT_FOUND, "The row has no column '" + name + "'; its columns are " + names + ".");
        }
        if (index == AMBIGUOUS) {
            throw new InvalidRequestException(
                    ErrorCode.COLUMN_AMBIGUOUS,
                    "The row has more than one column '" + name
                            + "'. Ask by the column itself or by position, or give the columns different labels.");
        }
        return index;
    }

    /** The place of a selected expression. Signals an error if it was not selected. */
    public int index(Expression<?> expression) {
        Integer index = byExpression().get(key(expression.node()));
        if (index == null) {
            String name = expression.node().name();
            throw new InvalidRequestException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    (name == null ? "The expression" : "'" + name + "'")
                            + " was not selected; the columns of the row are " + names
                            + ". Add it to the columns of the statement.");
        }
        return index;
    }

    /** Whether two headers have the same names. */
    boolean hasSameNames(@Nullable RowHeader other) {
        return other == this || (other != null && names.equals(other.names));
    }
}
