package io.cinnabar.sql;

/**
 * A mapped class, or an alias of one, as something that is selected. The mapping's {@code Entity} is one. A select that
 * contains any is executed by a session, which makes the objects.
 *
 * @param <E> the mapped class
 */
public abstract non-sealed class EntityExpression<E> implements Selectable<E> {

    /** A mapped class. */
    protected EntityExpression() {}

    /** The mapped class. */
    public abstract Class<E> entityClass();

    /** What it is read from: a table, or a class-typed alias of one. */
    public abstract TableExpression table();
}
