package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An expression of arrays.
 *
 * @param <E> the Java class of an element
 */
public interface ArrayExpression<E> extends Expression<List<E>> {
    @Override
    default ArrayExpression<E> as(String label) {
        return Typed.array(new Label(requireNonNull(label, "label"), node()), type());
    }
}
