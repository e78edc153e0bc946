package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/**
 * A row of 1 typed value.
 *
 * @param <A> the Java class of the first value
 */
public final class Row1<A extends @Nullable Object> extends Row {

    /**
     * Makes an object of the values of a row, such as a constructor reference of a record.
     *
     * @param <A> the Java class of the first value
     * @param <T> the class of the object
     */
    @FunctionalInterface
    public interface Mapper<A extends @Nullable Object, T> {
        /** Makes the object. */
        T map(A v1);
    }

    Row1(@Nullable Object[] values, RowHeader header) {
        super(values, header);
    }

    /** The first value. */
    public A v1() {
        return value(0);
    }

    /** An object of the values, made by a constructor or another function: {@code row.to(UserView::new)}. */
    public <T> T to(Mapper<? super A, ? extends T> mapper) {
        return mapper.map(v1());
    }
}
