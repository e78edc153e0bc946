package io.cinnabar.sql;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a column gets when a statement sets no value for it. */
public sealed interface ColumnDefault {

    /**
     * A value that is computed for each row when the statement is executed, and bound.
     *
     * @param supplier computes the value; must be thread-safe
     */
    record Generated(Supplier<? extends @Nullable Object> supplier) implements ColumnDefault {}

    /**
     * An expression that the database computes.
     *
     * @param expression the expression
     */
    record Computed(ExpressionNode expression) implements ColumnDefault {}
}
