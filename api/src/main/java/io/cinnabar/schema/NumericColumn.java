package io.cinnabar.schema;

import io.cinnabar.sql.NumericExpression;
import io.cinnabar.type.SqlType;
import java.util.List;

/**
 * A column of numbers.
 *
 * @param <N> the Java class of a value
 */
public final class NumericColumn<N extends Number> extends Column<N> implements NumericExpression<N> {
    NumericColumn(Table table, int position, String name, SqlType<N> type, List<ColumnOption> options) {
        super(table, position, name, type, options);
    }
}
