package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/**
 * A row of 2 typed values.
 *
 * @param <A> the Java class of the first value
 * @param <B> the Java class of the second value
 */
public final class Row2<A extends @Nullable Object, B extends @Nullable Object> extends Row {

    /**
     * Makes an object of the values of a row, such as a constructor reference of a record.
     *
     * @param <A> the Java class of the first value
     * @param <B> the Java class of the second value
     * @param <T> the class of the object
     */
    @FunctionalInterface
    public interface Mapper<A extends @Nullable Object, B extends @Nullable Object, T> {
        /** Makes the object. */
        T map(A v1, B v2);
    }

    Row2(@Nullable Object[] values, RowHeader header) {
        super(values, header);
    }

    /** The first value. */
    public A v1() {
        return value(0);
    }

    /** The second value. */
    public B v2() {
        return value(1);
    }

    /** An object of the values, made by a constructor or another function: {@code row.to(UserView::new)}. */
    public <T> T to(Mapper<? super A, ? super B, ? extends T> mapper) {
        return mapper.map(v1(), v2());
    }
}
