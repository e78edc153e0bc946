package io.cinnabar.sql;

/**
 * A column and what it is set to.
 *
 * @param column the column
 * @param value the value or other expression
 */
public record Assignment(ColumnExpression<?> column, ExpressionNode value) {}
