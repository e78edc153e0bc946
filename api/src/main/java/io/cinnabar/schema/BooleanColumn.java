package io.cinnabar.schema;

import io.cinnabar.sql.Condition;
import io.cinnabar.type.SqlType;
import java.util.List;

/** A column of truth values. */
public final class BooleanColumn extends Column<Boolean> implements Condition {
    BooleanColumn(Table table, int position, String name, SqlType<Boolean> type, List<ColumnOption> options) {
        super(table, position, name, type, options);
    }
}
