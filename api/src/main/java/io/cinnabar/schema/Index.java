package io.cinnabar.schema;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SchemaException;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table.
 *
 * @param table the table
 * @param name the name
 * @param isUnique whether no two rows may have the same values
 * @param keys the columns or expressions, with their directions
 * @param where the condition of the rows that are indexed, or null for all rows
 */
public record Index(
        Table table,
        String name,
        boolean isUnique,
        List<SortKey> keys,
        @Nullable Condition where) {
    /** Copies the keys and checks that there are some. */
    public Index {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID,
                    "Index '" + name + "' of table '" + table.qualifiedName() + "' has no columns.");
        }
    }
}
