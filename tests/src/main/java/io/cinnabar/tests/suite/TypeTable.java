package io.cinnabar.tests.suite;

import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.type.Types.INTEGER;

import io.cinnabar.schema.ArrayColumn;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.type.SqlType;
import org.jspecify.annotations.Nullable;

/** A table with a column of one type and, where the database has arrays, one of arrays of that type. */
final class TypeTable<T> extends Table {
    final NumericColumn<Integer> id = column("id", INTEGER, primaryKey());
    final Column<T> value;
    final @Nullable ArrayColumn<T> elements;

    TypeTable(String name, SqlType<T> type, boolean hasArrays, MetaData metadata) {
        super(name, metadata);
        this.value = column("v", type);
        this.elements = hasArrays ? column("vs", type.array()) : null;
    }
}
