package io.cinnabar.schema;

import io.cinnabar.sql.TemporalExpression;
import io.cinnabar.type.SqlType;
import java.util.List;

/**
 * A column of dates or times.
 *
 * @param <T> the Java class of a value
 */
public final class TemporalColumn<T extends Comparable<?>> extends Column<T> implements TemporalExpression<T> {
    TemporalColumn(Table table, int position, String name, SqlType<T> type, List<ColumnOption> options) {
        super(table, position, name, type, options);
    }
}
