package io.cinnabar.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table without a class of its own. */
final class DynamicTable extends Table {
    DynamicTable(String name, @Nullable String schemaName, MetaData metadata, List<? extends TableElement> elements) {
        super(name, schemaName, metadata);
        for (TableElement element : elements) {
            if (element instanceof ColumnDefinition column) {
                addDefined(column);
            }
        }
        for (TableElement element : elements) {
            if (element instanceof ConstraintDefinition constraint) {
                constraint.addTo(this);
            }
        }
    }
}
