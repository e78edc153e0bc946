package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.type.Types;
import java.time.Duration;

/**
 * An expression of dates or times.
 *
 * @param <T> the Java class of a value
 */
public interface TemporalExpression<T extends Comparable<?>> extends Expression<T> {

    /** A field of this date or time: {@code EXTRACT(YEAR FROM this)}. */
    default NumericExpression<Integer> extract(DateField field) {
        return Typed.numeric(new Extract(field, node()), Types.INTEGER);
    }

    /** This point in time moved forward: {@code this + interval}. */
    default TemporalExpression<T> plus(Duration duration) {
        return Typed.temporal(
                new BinaryOperation(node(), Operator.PLUS, Typed.castBind(duration, Types.INTERVAL)), type());
    }

    /** This point in time moved back: {@code this - interval}. */
    default TemporalExpression<T> minus(Duration duration) {
        return Typed.temporal(
                new BinaryOperation(node(), Operator.MINUS, Typed.castBind(duration, Types.INTERVAL)), type());
    }

    @Override
    default TemporalExpression<T> as(String label) {
        return Typed.temporal(new Label(requireNonNull(label, "label"), node()), type());
    }
}
