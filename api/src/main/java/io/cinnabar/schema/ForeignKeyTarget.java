package io.cinnabar.schema;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SchemaException;
import java.util.List;
import java.util.function.Supplier;

/** The columns that a foreign key refers to: given as columns, or by name and looked up when they are needed. */
sealed interface ForeignKeyTarget {

    /** The columns. */
    List<Column<?>> resolve(Table owner);

    /** Columns themselves. */
    record Columns(List<Column<?>> columns) implements ForeignKeyTarget {
        @Override
        public List<Column<?>> resolve(Table owner) {
            return columns;
        }
    }

    /** Columns that are asked for when they are needed, as two tables may refer to each other. */
    record Supplied(Supplier<? extends List<? extends Column<?>>> columns) implements ForeignKeyTarget {
        @Override
        public List<Column<?>> resolve(Table owner) {
            return List.copyOf(columns.get());
        }
    }

    /** The name of a column, qualified by its table and, where it has one, by its schema. */
    record Named(String qualifiedColumn) implements ForeignKeyTarget {
        @Override
        public List<Column<?>> resolve(Table owner) {
            int dot = qualifiedColumn.lastIndexOf('.');
            if (dot < 1) {
                throw unresolved(owner, "it must be written as 'table.column'");
            }
            String tableName = qualifiedColumn.substring(0, dot);
            Table table = owner.metadata().find(tableName);
            if (table == null && owner.schemaName() != null) {
                table = owner.metadata().find(owner.schemaName() + "." + tableName);
            }
            if (table == null) {
                throw unresolved(owner, "the metadata has no table '" + tableName + "'");
            }
            Column<?> column = table.find(qualifiedColumn.substring(dot + 1));
            if (column == null) {
                throw unresolved(owner, "table '" + tableName + "' has no such column");
            }
            return List.of(column);
        }

        private SchemaException unresolved(Table owner, String reason) {
            return new SchemaException(
                    ErrorCode.REFERENCE_UNRESOLVED,
                    "A foreign key of table '" + owner.qualifiedName() + "' refers to '" + qualifiedColumn + "', but "
                            + reason + ". Correct the name, or construct the other table on the same metadata.");
        }
    }
}
