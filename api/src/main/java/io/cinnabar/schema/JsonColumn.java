package io.cinnabar.schema;

import io.cinnabar.sql.JsonExpression;
import io.cinnabar.type.SqlType;
import java.util.List;

/**
 * A column of JSON documents.
 *
 * @param <T> the Java class of a value
 */
public final class JsonColumn<T> extends Column<T> implements JsonExpression<T> {
    JsonColumn(Table table, int position, String name, SqlType<T> type, List<ColumnOption> options) {
        super(table, position, name, type, options);
    }
}
