package io.cinnabar.schema;

import io.cinnabar.sql.ArrayExpression;
import io.cinnabar.type.SqlType;
import java.util.List;

/**
 * A column of arrays.
 *
 * @param <E> the Java class of an element
 */
public final class ArrayColumn<E> extends Column<List<E>> implements ArrayExpression<E> {
    ArrayColumn(Table table, int position, String name, SqlType<List<E>> type, List<ColumnOption> options) {
        super(table, position, name, type, options);
    }
}
