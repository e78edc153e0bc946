package io.cinnabar.sql;

import io.cinnabar.type.Types;
import org.jspecify.annotations.Nullable;

/** A key of ORDER BY: an expression, its direction and the place of nulls. */
public final class SortKey extends Node implements Ordering {

    /** The direction of a key. */
    public enum Direction {
        /** The database's default direction, which is ascending. */
        UNSPECIFIED,
        /** Ascending. */
        ASCENDING,
        /** Descending. */
        DESCENDING
    }

    private final ExpressionNode operand;
    private final Direction direction;
    private final @Nullable Boolean nullsFirst;

    SortKey(ExpressionNode operand, Direction direction, @Nullable Boolean nullsFirst) {
        super(operand.depth() + 1);
        this.operand = operand;
        this.direction = direction;
        this.nullsFirst = nullsFirst;
    }

    /** What is sorted by. */
    public ExpressionNode operand() {
        return operand;
    }

    /** What is sorted by, as an expression of a type that is not known. */
    public Expression<?> expression() {
        return Typed.plain(operand, Types.UNKNOWN);
    }

    /** The same order by another expression, such as that of an alias. */
    public SortKey over(Expression<?> other) {
        return new SortKey(other.node(), direction, nullsFirst);
    }

    /** The direction. */
    public Direction direction() {
        return direction;
    }

    /** Whether nulls come first (true) or last (false), or null for the database's own order. */
    public @Nullable Boolean areNullsFirst() {
        return nullsFirst;
    }

    /** This key with nulls before all values: {@code … NULLS FIRST}. */
    public SortKey nullsFirst() {
        return new SortKey(operand, direction, true);
    }

    /** This key with nulls behind all values: {@code … NULLS LAST}. */
    public SortKey nullsLast() {
        return new SortKey(operand, direction, false);
    }

    @Override
    public SortKey sortKey() {
        return this;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitSortKey(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(direction);
        structure.token(nullsFirst);
        structure.node(operand);
    }
}
