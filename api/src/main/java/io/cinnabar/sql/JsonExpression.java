package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

/**
 * An expression of JSON documents.
 *
 * @param <T> the Java class of a value
 */
public interface JsonExpression<T> extends Expression<T> {
    @Override
    default JsonExpression<T> as(String label) {
        return Typed.json(new Label(requireNonNull(label, "label"), node()), type());
    }
}
