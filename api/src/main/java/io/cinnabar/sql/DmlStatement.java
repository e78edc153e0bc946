package io.cinnabar.sql;

import java.util.List;

/** A statement that changes the rows of one table. */
public abstract sealed class DmlStatement extends Statement permits Insert, Update, Delete {

    DmlStatement(int depth) {
        super(depth);
    }

    /** The table whose rows change. */
    public abstract TableExpression table();

    /** Whether a column gets a value that the statement does not say: from the database or from a default. */
    abstract boolean makes(ColumnExpression<?> column);

    /**
     * This statement with the primary keys of its rows returned, of as many columns as the key has; an error if the
     * table has no key. {@code executeMany} of an insert returns them in the order of its parameters.
     *
     * <pre>{@code
     * insert(users).set(users.name, "sandy").returningKey()
     *
     * INSERT INTO user_account (name) VALUES (?) RETURNING id
     * }</pre>
     */
    public final Returning<Row> returningKey() {
        return Returning.of(this, Returning.Wanted.KEY);
    }

    /** This statement with a value returned: {@code … RETURNING a}. */
    public final <A> Returning<Row1<A>> returning(Expression<A> a) {
        return new Returning<>(this, List.of(a), Row1::new);
    }

    /** This statement with 2 values returned: {@code … RETURNING a, b}. */
    public final <A, B> Returning<Row2<A, B>> returning(Expression<A> a, Expression<B> b) {
        return new Returning<>(this, List.of(a, b), Row2::new);
    }

    /** This statement with 3 values returned: {@code … RETURNING a, b, c}. */
    public final <A, B, C> Returning<Row3<A, B, C>> returning(Expression<A> a, Expression<B> b, Expression<C> c) {
        return new Returning<>(this, List.of(a, b, c), Row3::new);
    }

    /** This statement with 4 values returned: {@code … RETURNING a, b, c, d}. */
    public final <A, B, C, D> Returning<Row4<A, B, C, D>> returning(
            Expression<A> a, Expression<B> b, Expression<C> c, Expression<D> d) {
        return new Returning<>(this, List.of(a, b, c, d), Row4::new);
    }

    /** This statement with 5 values returned: {@code … RETURNING a, b, c, d, e}. */
    public final <A, B, C, D, E> Returning<Row5<A, B, C, D, E>> returning(
            Expression<A> a, Expression<B> b, Expression<C> c, Expression<D> d, Expression<E> e) {
        return new Returning<>(this, List.of(a, b, c, d, e), Row5::new);
    }

    /** This statement with the columns of a list returned: {@code … RETURNING a, b}. */
    public final Returning<Row> returning(List<? extends Expression<?>> selected) {
        return new Returning<>(this, List.copyOf(selected), Row::of);
    }

    /** This statement with all columns of its table returned. */
    public final Returning<Row> returning(TableExpression table) {
        return returning(table.columns());
    }
}
