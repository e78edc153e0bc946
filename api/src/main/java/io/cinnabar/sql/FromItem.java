package io.cinnabar.sql;

import io.cinnabar.type.SqlType;
import org.jspecify.annotations.Nullable;

/** What can stand in FROM: a table, an alias of one, or a subquery. */
public abstract sealed class FromItem extends Node permits TableExpression, Alias, Subquery {

    FromItem(int depth) {
        super(depth);
    }

    /** The name under which the columns of this item are qualified, or null where the compiler makes one up. */
    public abstract @Nullable String sourceName();

    /** What makes two items the same one in FROM. */
    public abstract Object sourceKey();

    /** The name of one of the columns of this item, given the expression that it stands for. */
    abstract String columnName(ExpressionNode original);

    private DerivedColumn derived(Expression<?> original) {
        ExpressionNode node = original.node();
        return new DerivedColumn(this, columnName(node), original.type());
    }

    /** This item's column for one of the table's or query's. Signals an error if there is none. */
    public <T extends @Nullable Object> Expression<T> c(Expression<T> original) {
        return Typed.plain(derived(original), original.type());
    }

    /** This item's column for one of the table's or query's, of text. */
    public TextExpression c(TextExpression original) {
        return Typed.text(derived(original), original.type());
    }

    /** This item's column for one of the table's or query's, of numbers. */
    public <N extends Number> NumericExpression<N> c(NumericExpression<N> original) {
        return Typed.numeric(derived(original), original.type());
    }

    /** This item's column for one of the table's or query's, of truth values. */
    public Condition c(Condition original) {
        return Typed.condition(derived(original));
    }

    /** This item's column for one of the table's or query's, of dates or times. */
    public <T extends Comparable<?>> TemporalExpression<T> c(TemporalExpression<T> original) {
        return Typed.temporal(derived(original), original.type());
    }

    /** This item's column under a name, whose type the caller knows. */
    public <T> Expression<T> c(String name, SqlType<T> type) {
        return Typed.of(new DerivedColumn(this, name, type), type);
    }
}
