package io.cinnabar.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table in a statement. The schema's {@code Table} is one. */
public abstract non-sealed class TableExpression extends FromItem {

    /** A table. */
    protected TableExpression() {
        super(1);
    }

    /** The table's name. */
    public abstract String name();

    /** The schema's name, or null for the default schema. */
    public abstract @Nullable String schemaName();

    /** The name of the alias if this is a class-typed alias of a table, else null. */
    public abstract @Nullable String aliasName();

    /** The columns, in their order. */
    public abstract List<? extends ColumnExpression<?>> columns();

    /**
     * The pairs of columns by which foreign keys connect this table with another one, one list for each foreign key.
     */
    public abstract List<List<ColumnPair>> foreignKeysBetween(TableExpression other);

    /** The table itself, or the table that this is an alias of. */
    public abstract TableExpression original();

    @Override
    public @Nullable String sourceName() {
        return aliasName() == null ? name() : aliasName();
    }

    @Override
    public Object sourceKey() {
        String alias = aliasName();
        return alias == null ? original() : new Alias.Identity(original(), alias);
    }

    @Override
    String columnName(ExpressionNode original) {
        throw new io.cinnabar.error.InvalidRequestException(
                io.cinnabar.error.ErrorCode.STATEMENT_MISUSED,
                "Table '" + name() + "' is not an alias; use its columns themselves.");
    }

    /** This table under another name, so that it can stand in a statement twice: {@code user_account AS manager}. */
    public Alias as(String alias) {
        return new Alias(this, alias);
    }

    @Override
    public final <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitTable(this, context);
    }

    @Override
    public final void describe(Structure structure) {
        structure.token(original());
        structure.token(aliasName());
    }

    /**
     * A column and the one that it refers to, or that refers to it.
     *
     * @param left the column of the table that was asked
     * @param right the column of the other table
     */
    public record ColumnPair(ColumnExpression<?> left, ColumnExpression<?> right) {}
}
