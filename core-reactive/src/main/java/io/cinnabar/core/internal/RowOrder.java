package io.cinnabar.core.internal;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ResultException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameter;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows that an insert of many rows returns into the order of its parameters, which no database promises: by
 * the numbers that an identity column drew, as they are drawn in that order, or by a key that the parameters themselves
 * set.
 */
final class RowOrder {
    private final int width;
    private final List<Column<?>> sentinels;
    private final @Nullable List<String> keyParameters;

    private RowOrder(int width, List<Column<?>> sentinels, @Nullable List<String> keyParameters) {
        this.width = width;
        this.sentinels = sentinels;
        this.keyParameters = keyParameters;
    }

    /** How the rows of an insert are ordered, or null where they cannot be and each row must be inserted on its own. */
    static @Nullable RowOrder of(Insert insert, List<Expression<?>> selected) {
        if (!(insert.table() instanceof Table table)) {
            return null;
        }
        for (Column<?> column : table.columns()) {
            if (column.identity() != null && !insert.columns().contains(column)) {
                return new RowOrder(selected.size(), List.of(column), null);
            }
        }
        List<Column<?>> key =
                table.columns().stream().filter(Column::isPrimaryKey).toList();
        var parameters = new ArrayList<String>();
        for (Column<?> column : key) {
            String parameter = parameterOf(insert, column);
            if (parameter == null) {
                return null;
            }
            parameters.add(parameter);
        }
        return key.isEmpty() ? null : new RowOrder(selected.size(), key, parameters);
    }

    private static @Nullable String parameterOf(Insert insert, ColumnExpression<?> column) {
        int index = insert.columns().indexOf(column);
        if (index < 0) {
            return null;
        }
        ExpressionNode value = insert.rows().get(0).get(index);
        return value instanceof Parameter parameter ? parameter.name() : null;
    }

    /** The columns that must be returned besides those that were asked for. */
    List<Column<?>> sentinels() {
        return sentinels;
    }

    /** The rows of one statement in the order of its parameters. */
    List<Row> sort(List<Row> rows, List<Parameters> parameters) {
        if (rows.size() != parameters.size()) {
            return rows; // a trigger or rule dropped rows: there is nothing to match them with
        }
        List<String> names = keyParameters;
        if (names == null) {
            var sorted = new ArrayList<>(rows);
            sorted.sort(Comparator.comparingLong(row -> number(row.get(width))));
            return sorted;
        }
        Map<List<Object>, Row> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(key(row.values().subList(width, width + names.size())), row));
        var sorted = new ArrayList<Row>(rows.size());
        for (Parameters each : parameters) {
            Row row = byKey.get(
                    key(names.stream().<@Nullable Object>map(each::get).toList()));
            if (row == null) {
                throw new ResultException(
                        ErrorCode.ROW_UNMAPPABLE,
                        "The rows that the insert returned cannot be matched with its parameters: the database changed a"
                                + " key. Insert the rows one by one.");
            }
            sorted.add(row);
        }
        return sorted;
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private static List<Object> key(List<@Nullable Object> values) {
        return values.stream()
                .<Object>map(value -> value instanceof java.math.BigDecimal decimal
                        ? decimal.stripTrailingZeros()
                        : String.valueOf(value))
                .toList();
    }
}
