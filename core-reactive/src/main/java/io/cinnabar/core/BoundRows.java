package io.cinnabar.core;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.RowValues;
import io.cinnabar.sql.TableExpression;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Makes rows of parameters of items. */
final class BoundRows {
    private BoundRows() {}

    static <T> List<Parameters> of(
            TableExpression table, Collection<? extends T> items, BiConsumer<RowValues, ? super T> description) {
        return items.stream().map(item -> row(table, item, description)).toList();
    }

    private static <T> Parameters row(TableExpression table, T item, BiConsumer<RowValues, ? super T> description) {
        var row = new RowValues(table);
        description.accept(row, item);
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (Map.Entry<ColumnExpression<?>, ExpressionNode> entry : row.values().entrySet()) {
            if (!(entry.getValue() instanceof BindValue value)) {
                throw new InvalidRequestException(
                        ErrorCode.STATEMENT_MISUSED,
                        "Column '" + entry.getKey().name()
                                + "' is set to an expression, but the rows of executeMany hold"
                                + " values only. Set the expression on the insert itself: insert(table).set(column, expression).");
            }
            values.put(entry.getKey().name(), value.value());
        }
        return Parameters.of(values);
    }
}
