package io.cinnabar.schema;

import io.cinnabar.type.SqlType;
import java.util.List;

/**
 * A column of a table without a class.
 *
 * @param name the column's name
 * @param type the column's type
 * @param options the column's options
 */
public record ColumnDefinition(String name, SqlType<?> type, List<ColumnOption> options) implements TableElement {
    /** Copies the options. */
    public ColumnDefinition {
        options = List.copyOf(options);
    }
}
