package io.cinnabar.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a select can return in one place of its rows: an expression, or a mapped class with all of its columns.
 *
 * @param <T> the Java class of what is returned
 */
public sealed interface Selectable<T extends @Nullable Object> permits Expression, EntityExpression {

    /** The columns of the result that this stands for: one, but for a mapped class all that it is read from. */
    List<Expression<?>> columns();
}
