package io.cinnabar.schema;

import io.cinnabar.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a type without operators of its own.
 *
 * @param <T> the Java class of a value
 */
final class PlainColumn<T extends @Nullable Object> extends Column<T> {
    PlainColumn(Table table, int position, String name, SqlType<T> type, List<ColumnOption> options) {
        super(table, position, name, type, options);
    }
}
