package io.cinnabar.schema;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SchemaException;
import io.cinnabar.sql.ColumnDefault;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.type.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, which is also an expression. Columns of text, numbers, truth values, dates, JSON and arrays have
 * classes of their own, with the operators of their kind. Immutable.
 *
 * @param <T> the Java class of a value
 */
public abstract sealed class Column<T extends @Nullable Object> extends ColumnExpression<T>
        permits PlainColumn, TextColumn, NumericColumn, BooleanColumn, TemporalColumn, JsonColumn, ArrayColumn {
    private final Table table;
    private final int position;
    private final String name;
    private final SqlType<T> type;
    private final ColumnDraft draft;

    Column(Table table, int position, String name, SqlType<T> type, List<ColumnOption> options) {
        if (name.isEmpty()) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID, "A column of table '" + table.name() + "' has an empty name.");
        }
        this.table = table;
        this.position = position;
        this.name = name;
        this.type = type;
        this.draft = new ColumnDraft();
        options.forEach(option -> option.apply(draft));
        check();
    }

    private void check() {
        if (draft.computed != null && (draft.serverDefault != null || draft.identity != null)) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID,
                    "Column '" + table.name() + "." + name + "' is computed and so can have no default or identity.");
        }
        if (draft.identity != null && draft.serverDefault != null) {
            throw new SchemaException(
                    ErrorCode.SCHEMA_INVALID,
                    "Column '" + table.name() + "." + name + "' has both an identity and a server default.");
        }
    }

    @Override
    public final Table table() {
        return table;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final SqlType<T> type() {
        return type;
    }

    @Override
    @SuppressWarnings("unchecked") // an alias has the columns of its table, in the same order
    public final Column<T> original() {
        return table.aliasName() == null
                ? this
                : (Column<T>) table.original().columns().get(position);
    }

    @Override
    public final boolean isPrimaryKey() {
        return draft.primaryKey;
    }

    @Override
    public final boolean isNullable() {
        return draft.nullable && !draft.primaryKey && draft.identity == null;
    }

    /** Whether the option {@code unique()} was given. */
    final boolean isUnique() {
        return draft.unique;
    }

    /** Whether the option {@code indexed()} was given. */
    final boolean isIndexed() {
        return draft.indexed;
    }

    final ColumnDraft.@Nullable Reference reference() {
        return draft.reference;
    }

    /** How the database numbers this column, or null. */
    public final @Nullable Identity identity() {
        return draft.identity;
    }

    /** The DEFAULT of the column in the database, or null. */
    public final @Nullable ExpressionNode serverDefault() {
        return draft.serverDefault;
    }

    /** The expression by which the database computes this column, or null. */
    public final @Nullable ExpressionNode computed() {
        return draft.computed;
    }

    @Override
    public final boolean isServerGenerated() {
        return draft.identity != null || draft.serverDefault != null || draft.computed != null;
    }

    @Override
    public final boolean isComputed() {
        return draft.computed != null;
    }

    @Override
    public final @Nullable ColumnDefault insertDefault() {
        return draft.insertDefault;
    }

    @Override
    public final @Nullable ColumnDefault updateDefault() {
        return draft.updateDefault;
    }

    /** The comment in the database, or null. */
    public final @Nullable String comment() {
        return draft.comment;
    }

    /** The name, qualified by the table. */
    @Override
    public final String toString() {
        return table.sourceName() + "." + name;
    }
}
