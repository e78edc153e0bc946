package io.cinnabar.schema;

import io.cinnabar.sql.TextExpression;
import io.cinnabar.type.SqlType;
import java.util.List;

/** A column of text. */
public final class TextColumn extends Column<String> implements TextExpression {
    TextColumn(Table table, int position, String name, SqlType<String> type, List<ColumnOption> options) {
        super(table, position, name, type, options);
    }
}
