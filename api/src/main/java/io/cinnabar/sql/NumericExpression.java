package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

/**
 * An expression of numbers.
 *
 * @param <N> the Java class of a value
 */
public interface NumericExpression<N extends Number> extends Expression<N> {

    /** {@code this + value}. */
    default NumericExpression<N> plus(N value) {
        return Typed.numeric(new BinaryOperation(node(), Operator.PLUS, Typed.bind(value, type())), type());
    }

    /** {@code this + other}; the result is read as this expression's type. */
    default NumericExpression<N> plus(NumericExpression<?> other) {
        return Typed.numeric(new BinaryOperation(node(), Operator.PLUS, other.node()), type());
    }

    /** {@code this - value}. */
    default NumericExpression<N> minus(N value) {
        return Typed.numeric(new BinaryOperation(node(), Operator.MINUS, Typed.bind(value, type())), type());
    }

    /** {@code this - other}; the result is read as this expression's type. */
    default NumericExpression<N> minus(NumericExpression<?> other) {
        return Typed.numeric(new BinaryOperation(node(), Operator.MINUS, other.node()), type());
    }

    /** {@code this * value}. */
    default NumericExpression<N> times(N value) {
        return Typed.numeric(new BinaryOperation(node(), Operator.TIMES, Typed.bind(value, type())), type());
    }

    /** {@code this * other}; the result is read as this expression's type. */
    default NumericExpression<N> times(NumericExpression<?> other) {
        return Typed.numeric(new BinaryOperation(node(), Operator.TIMES, other.node()), type());
    }

    /**
     * {@code this / value}, by the rules of the database: a division of integers gives an integer on PostgreSQL and H2.
     */
    default NumericExpression<N> dividedBy(N value) {
        return Typed.numeric(new BinaryOperation(node(), Operator.DIVIDED_BY, Typed.bind(value, type())), type());
    }

    /** {@code this / other}; the result is read as this expression's type. */
    default NumericExpression<N> dividedBy(NumericExpression<?> other) {
        return Typed.numeric(new BinaryOperation(node(), Operator.DIVIDED_BY, other.node()), type());
    }

    /** {@code this % value}. */
    default NumericExpression<N> modulo(N value) {
        return Typed.numeric(new BinaryOperation(node(), Operator.MODULO, Typed.bind(value, type())), type());
    }

    /** {@code this % other}; the result is read as this expression's type. */
    default NumericExpression<N> modulo(NumericExpression<?> other) {
        return Typed.numeric(new BinaryOperation(node(), Operator.MODULO, other.node()), type());
    }

    /** {@code -this}. */
    default NumericExpression<N> negate() {
        return Typed.numeric(new UnaryOperation("-", node()), type());
    }

    @Override
    default NumericExpression<N> as(String label) {
        return Typed.numeric(new Label(requireNonNull(label, "label"), node()), type());
    }
}
