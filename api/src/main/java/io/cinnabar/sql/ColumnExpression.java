package io.cinnabar.sql;

import io.cinnabar.type.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table. The schema's {@code Column} is one; columns are compared by identity.
 *
 * @param <T> the Java class of a value
 */
public abstract non-sealed class ColumnExpression<T extends @Nullable Object> extends ExpressionNode
        implements Expression<T> {

    /** A column. */
    protected ColumnExpression() {
        super(1);
    }

    /** The table, or the class-typed alias of one, that this column belongs to. */
    public abstract TableExpression table();

    @Override
    public abstract String name();

    /** The column itself for a column of a table, that of the table for a column of an alias. */
    public abstract ColumnExpression<T> original();

    /** Whether the column can hold NULL. */
    public abstract boolean isNullable();

    /** Whether the column belongs to the primary key. */
    public abstract boolean isPrimaryKey();

    /** Whether the database can make the value: by identity, default or computation. */
    public abstract boolean isServerGenerated();

    /** Whether the database computes the value of the row's other columns, at every change. */
    public abstract boolean isComputed();

    /** What the column gets at INSERT when the statement sets no value, or null where the database decides. */
    public abstract @Nullable ColumnDefault insertDefault();

    /** What the column gets at UPDATE when the statement sets no value, or null where it stays. */
    public abstract @Nullable ColumnDefault updateDefault();

    @Override
    public final ExpressionNode node() {
        return this;
    }

    @Override
    public abstract SqlType<T> type();

    @Override
    public final <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitColumn(this, context);
    }

    @Override
    public final void describe(Structure structure) {
        structure.source(table());
        structure.token(original());
    }
}
