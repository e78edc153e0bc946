package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.type.SqlType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed handle on an expression: a column, a value, a function call, a condition. Immutable and safe to share. What
 * all types can do is here; text, numbers, truth values and the others have interfaces of their own, so that an
 * operator that a type does not have is an error of the Java compiler.
 *
 * @param <T> the Java class of a value
 */
public non-sealed interface Expression<T extends @Nullable Object> extends Ordering, Selectable<T> {

    /** The tree behind this handle. */
    ExpressionNode node();

    /** The type, by which values on the other side of an operator are bound. */
    SqlType<T> type();

    /** This expression alone. */
    @Override
    default List<Expression<?>> columns() {
        return List.of(this);
    }

    /** {@code this = value}; {@code this IS NULL} where the value is null. */
    default Condition eq(@Nullable T value) {
        return value == null ? isNull() : Typed.compare(this, Operator.EQ, value);
    }

    /** {@code this = other}. */
    default Condition eq(Expression<? extends T> other) {
        return Typed.binary(this, Operator.EQ, other);
    }

    /** {@code this <> value}; {@code this IS NOT NULL} where the value is null. */
    default Condition ne(@Nullable T value) {
        return value == null ? isNotNull() : Typed.compare(this, Operator.NE, value);
    }

    /** {@code this <> other}. */
    default Condition ne(Expression<? extends T> other) {
        return Typed.binary(this, Operator.NE, other);
    }

    /** {@code this < value}. */
    default Condition lt(T value) {
        return Typed.compare(this, Operator.LT, requireNonNull(value, "value"));
    }

    /** {@code this < other}. */
    default Condition lt(Expression<? extends T> other) {
        return Typed.binary(this, Operator.LT, other);
    }

    /** {@code this <= value}. */
    default Condition le(T value) {
        return Typed.compare(this, Operator.LE, requireNonNull(value, "value"));
    }

    /** {@code this <= other}. */
    default Condition le(Expression<? extends T> other) {
        return Typed.binary(this, Operator.LE, other);
    }

    /** {@code this > value}. */
    default Condition gt(T value) {
        return Typed.compare(this, Operator.GT, requireNonNull(value, "value"));
    }

    /** {@code this > other}. */
    default Condition gt(Expression<? extends T> other) {
        return Typed.binary(this, Operator.GT, other);
    }

    /** {@code this >= value}. */
    default Condition ge(T value) {
        return Typed.compare(this, Operator.GE, requireNonNull(value, "value"));
    }

    /** {@code this >= other}. */
    default Condition ge(Expression<? extends T> other) {
        return Typed.binary(this, Operator.GE, other);
    }

    /** {@code this IS DISTINCT FROM value}: a comparison for which NULL is a value like others. */
    default Condition isDistinctFrom(@Nullable T value) {
        return Typed.condition(new BinaryOperation(node(), Operator.IS_DISTINCT_FROM, Typed.bind(value, type())));
    }

    /** {@code this IS DISTINCT FROM other}. */
    default Condition isDistinctFrom(Expression<? extends T> other) {
        return Typed.binary(this, Operator.IS_DISTINCT_FROM, other);
    }

    /** {@code this IS NOT DISTINCT FROM value}: equality for which NULL is a value like others. */
    default Condition isNotDistinctFrom(@Nullable T value) {
        return Typed.condition(new BinaryOperation(node(), Operator.IS_NOT_DISTINCT_FROM, Typed.bind(value, type())));
    }

    /** {@code this IS NOT DISTINCT FROM other}. */
    default Condition isNotDistinctFrom(Expression<? extends T> other) {
        return Typed.binary(this, Operator.IS_NOT_DISTINCT_FROM, other);
    }

    /** {@code this IS NULL}. */
    default Condition isNull() {
        return Typed.condition(new PostfixPredicate(node(), PostfixPredicate.Test.IS_NULL));
    }

    /** {@code this IS NOT NULL}. */
    default Condition isNotNull() {
        return Typed.condition(new PostfixPredicate(node(), PostfixPredicate.Test.IS_NOT_NULL));
    }

    /** {@code this BETWEEN low AND high}; both ends belong to the range. */
    default Condition between(T low, T high) {
        return Typed.condition(new Between(false, node(), Typed.bind(low, type()), Typed.bind(high, type())));
    }

    /** {@code this BETWEEN low AND high}; both ends belong to the range. */
    default Condition between(Expression<? extends T> low, Expression<? extends T> high) {
        return Typed.condition(new Between(false, node(), low.node(), high.node()));
    }

    /** {@code this NOT BETWEEN low AND high}. */
    default Condition notBetween(T low, T high) {
        return Typed.condition(new Between(true, node(), Typed.bind(low, type()), Typed.bind(high, type())));
    }

    /** {@code this IN (values)}; false where there are no values. */
    default Condition in(Collection<? extends T> values) {
        return Typed.in(this, false, values);
    }

    /** {@code this IN (values)}; false where there are no values. */
    @SuppressWarnings("unchecked") // the array is only read
    default Condition in(T... values) {
        return in(Arrays.asList(values));
    }

    /** {@code this IN (SELECT …)}. */
    default Condition in(Query<? extends Row1<? extends T>> query) {
        return Typed.condition(new InQuery(false, node(), query));
    }

    /** {@code this IN (…)} with a list that is given when the statement is executed. */
    default Condition in(ArrayExpression<? extends T> parameter) {
        return Typed.condition(new InList(false, node(), parameter.node()));
    }

    /** {@code this NOT IN (values)}; true where there are no values. */
    default Condition notIn(Collection<? extends T> values) {
        return Typed.in(this, true, values);
    }

    /** {@code this NOT IN (values)}; true where there are no values. */
    @SuppressWarnings("unchecked") // the array is only read
    default Condition notIn(T... values) {
        return notIn(Arrays.asList(values));
    }

    /** {@code this NOT IN (SELECT …)}. */
    default Condition notIn(Query<? extends Row1<? extends T>> query) {
        return Typed.condition(new InQuery(true, node(), query));
    }

    /** A condition with an operator of the database: {@code this @> value}. */
    default Condition isRelated(String operator, T value) {
        return Typed.condition(
                new BinaryOperation(node(), Operator.custom(operator, Operator.COMPARISON), Typed.bind(value, type())));
    }

    /** A condition with an operator of the database: {@code this @> other}. */
    default Condition isRelated(String operator, Expression<?> other) {
        return Typed.condition(
                new BinaryOperation(node(), Operator.custom(operator, Operator.COMPARISON), other.node()));
    }

    /** An operator of the database whose result has a type: {@code this ->> other}. */
    default <R> Expression<R> operate(String operator, Expression<?> other, SqlType<R> result) {
        return Typed.of(new BinaryOperation(node(), Operator.custom(operator, Operator.OTHER), other.node()), result);
    }

    /** This expression under a name: {@code this AS label}. */
    default Expression<T> as(String label) {
        return Typed.plain(new Label(requireNonNull(label, "label"), node()), type());
    }

    /** The same expression where a checker of nulls must know that its value can be null, as after an outer join. */
    default Expression<@Nullable T> nullable() {
        return Typed.nullable(this);
    }

    /** Ascending order: {@code this ASC}. */
    default SortKey asc() {
        return new SortKey(node(), SortKey.Direction.ASCENDING, null);
    }

    /** Descending order: {@code this DESC}. */
    default SortKey desc() {
        return new SortKey(node(), SortKey.Direction.DESCENDING, null);
    }

    @Override
    default SortKey sortKey() {
        return new SortKey(node(), SortKey.Direction.UNSPECIFIED, null);
    }
}
