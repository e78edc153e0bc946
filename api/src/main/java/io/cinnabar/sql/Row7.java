package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/**
 * A row of 7 typed values.
 *
 * @param <A> the Java class of the first value
 * @param <B> the Java class of the second value
 * @param <C> the Java class of the third value
 * @param <D> the Java class of the fourth value
 * @param <E> the Java class of the fifth value
 * @param <F> the Java class of the sixth value
 * @param <G> the Java class of the seventh value
 */
public final class Row7<
                A extends @Nullable Object,
                B extends @Nullable Object,
                C extends @Nullable Object,
                D extends @Nullable Object,
                E extends @Nullable Object,
                F extends @Nullable Object,
                G extends @Nullable Object>
        extends Row {

    /**
     * Makes an object of the values of a row, such as a constructor reference of a record.
     *
     * @param <A> the Java class of the first value
     * @param <B> the Java class of the second value
     * @param <C> the Java class of the third value
     * @param <D> the Java class of the fourth value
     * @param <E> the Java class of the fifth value
     * @param <F> the Java class of the sixth value
     * @param <G> the Java class of the seventh value
     * @param <T> the class of the object
     */
    @FunctionalInterface
    public interface Mapper<
            A extends @Nullable Object,
            B extends @Nullable Object,
            C extends @Nullable Object,
            D extends @Nullable Object,
            E extends @Nullable Object,
            F extends @Nullable Object,
            G extends @Nullable Object,
            T> {
        /** Makes the object. */
        T map(A v1, B v2, C v3, D v4, E v5, F v6, G v7);
    }

    Row7(@Nullable Object[] values, RowHeader header) {
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

    /** The third value. */
    public C v3() {
        return value(2);
    }

    /** The fourth value. */
    public D v4() {
        return value(3);
    }

    /** The fifth value. */
    public E v5() {
        return value(4);
    }

    /** The sixth value. */
    public F v6() {
        return value(5);
    }

    /** The seventh value. */
    public G v7() {
        return value(6);
    }

    /** An object of the values, made by a constructor or another function: {@code row.to(UserView::new)}. */
    public <T> T to(
            Mapper<? super A, ? super B, ? super C, ? super D, ? super E, ? super F, ? super G, ? extends T> mapper) {
        return mapper.map(v1(), v2(), v3(), v4(), v5(), v6(), v7());
    }
}
