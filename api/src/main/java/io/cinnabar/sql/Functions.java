package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.type.BooleanType;
import io.cinnabar.type.NumericType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TemporalType;
import io.cinnabar.type.TextType;
import io.cinnabar.type.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of the database, for static import; {@link #function} calls any other one by its name. */
public final class Functions {
    private Functions() {}

    private static FunctionCall call(String name, Expression<?>... arguments) {
        return new FunctionCall(
                name,
                false,
                Arrays.stream(arguments).<ExpressionNode>map(Expression::node).toList());
    }

    /** Any function of the database by its name, with the type of its result: {@code name(a, b)}. */
    public static <T> Expression<T> function(String name, SqlType<T> type, Expression<?>... arguments) {
        return Typed.of(call(name, arguments), type);
    }

    /** Any function that gives text: {@code name(a, b)}. */
    public static TextExpression function(String name, TextType type, Expression<?>... arguments) {
        return Typed.text(call(name, arguments), type);
    }

    /** Any function that gives a number: {@code name(a, b)}. */
    public static <N extends Number> NumericExpression<N> function(
            String name, NumericType<N> type, Expression<?>... arguments) {
        return Typed.numeric(call(name, arguments), type);
    }

    /** Any function that gives a date or time: {@code name(a, b)}. */
    public static <T extends Comparable<?>> TemporalExpression<T> function(
            String name, TemporalType<T> type, Expression<?>... arguments) {
        return Typed.temporal(call(name, arguments), type);
    }

    /** Any function that gives a truth value, and so is a condition: {@code name(a, b)}. */
    public static Condition function(String name, BooleanType type, Expression<?>... arguments) {
        requireNonNull(type, "type");
        return Typed.condition(call(name, arguments));
    }

    /** {@code count(*)}: the number of rows. */
    public static NumericExpression<Long> count() {
        return Typed.numeric(call("count"), Types.BIGINT);
    }

    /** {@code count(a)}: the number of values that are not NULL. */
    public static NumericExpression<Long> count(Expression<?> expression) {
        return Typed.numeric(call("count", expression), Types.BIGINT);
    }

    /** {@code count(DISTINCT a)}: the number of different values that are not NULL. */
    public static NumericExpression<Long> countDistinct(Expression<?> expression) {
        return Typed.numeric(new FunctionCall("count", true, List.of(expression.node())), Types.BIGINT);
    }

    /** {@code sum(a)}, exact whatever is added; NULL for a group without values. */
    public static NumericExpression<BigDecimal> sum(Expression<? extends Number> expression) {
        return Typed.numeric(call("sum", expression), Types.NUMERIC);
    }

    /** {@code avg(a)}, exact as far as the database is; NULL for a group without values. */
    public static NumericExpression<BigDecimal> avg(Expression<? extends Number> expression) {
        return Typed.numeric(call("avg", expression), Types.NUMERIC);
    }

    /** {@code min(a)}: the smallest value of a group, NULL where it has none. */
    public static <T extends @Nullable Object> Expression<T> min(Expression<T> expression) {
        return Typed.of(call("min", expression), expression.type());
    }

    /** {@code min(a)}: the smallest value of a group, NULL where it has none. */
    public static TextExpression min(TextExpression expression) {
        return Typed.text(call("min", expression), expression.type());
    }

    /** {@code min(a)}: the smallest value of a group, NULL where it has none. */
    public static <N extends Number> NumericExpression<N> min(NumericExpression<N> expression) {
        return Typed.numeric(call("min", expression), expression.type());
    }

    /** {@code min(a)}: the smallest value of a group, NULL where it has none. */
    public static <T extends Comparable<?>> TemporalExpression<T> min(TemporalExpression<T> expression) {
        return Typed.temporal(call("min", expression), expression.type());
    }

    /** {@code max(a)}: the greatest value of a group, NULL where it has none. */
    public static <T extends @Nullable Object> Expression<T> max(Expression<T> expression) {
        return Typed.of(call("max", expression), expression.type());
    }

    /** {@code max(a)}: the greatest value of a group, NULL where it has none. */
    public static TextExpression max(TextExpression expression) {
        return Typed.text(call("max", expression), expression.type());
    }

    /** {@code max(a)}: the greatest value of a group, NULL where it has none. */
    public static <N extends Number> NumericExpression<N> max(NumericExpression<N> expression) {
        return Typed.numeric(call("max", expression), expression.type());
    }

    /** {@code max(a)}: the greatest value of a group, NULL where it has none. */
    public static <T extends Comparable<?>> TemporalExpression<T> max(TemporalExpression<T> expression) {
        return Typed.temporal(call("max", expression), expression.type());
    }

    /** {@code coalesce(a, b)}: the first that is not NULL. */
    public static <T extends @Nullable Object> Expression<T> coalesce(
            Expression<T> first, Expression<? extends T> second) {
        return Typed.of(call("coalesce", first, second), first.type());
    }

    /** {@code coalesce(a, ?)}: the value where the expression is NULL. */
    public static <T extends @Nullable Object> Expression<T> coalesce(Expression<T> first, T otherwise) {
        return Typed.of(call("coalesce", first, Sql.value(otherwise, first.type())), first.type());
    }

    /** {@code coalesce(a, b)}: the first that is not NULL. */
    public static TextExpression coalesce(TextExpression first, Expression<? extends String> second) {
        return Typed.text(call("coalesce", first, second), first.type());
    }

    /** {@code coalesce(a, ?)}: the value where the expression is NULL. */
    public static TextExpression coalesce(TextExpression first, String otherwise) {
        return Typed.text(call("coalesce", first, Sql.value(otherwise, first.type())), first.type());
    }

    /** {@code coalesce(a, b)}: the first that is not NULL. */
    public static <N extends Number> NumericExpression<N> coalesce(
            NumericExpression<N> first, Expression<? extends N> second) {
        return Typed.numeric(call("coalesce", first, second), first.type());
    }

    /** {@code coalesce(a, ?)}: the value where the expression is NULL. */
    public static <N extends Number> NumericExpression<N> coalesce(NumericExpression<N> first, N otherwise) {
        return Typed.numeric(call("coalesce", first, Sql.value(otherwise, first.type())), first.type());
    }

    /** {@code coalesce(a, b)}: the first that is not NULL. */
    public static <T extends Comparable<?>> TemporalExpression<T> coalesce(
            TemporalExpression<T> first, Expression<? extends T> second) {
        return Typed.temporal(call("coalesce", first, second), first.type());
    }

    /** {@code coalesce(a, ?)}: the value where the expression is NULL. */
    public static <T extends Comparable<?>> TemporalExpression<T> coalesce(TemporalExpression<T> first, T otherwise) {
        return Typed.temporal(call("coalesce", first, Sql.value(otherwise, first.type())), first.type());
    }

    /** {@code nullif(a, ?)}: NULL where the expression has the value. */
    public static <T> Expression<T> nullif(Expression<T> expression, T value) {
        return Typed.of(call("nullif", expression, Sql.value(value, expression.type())), expression.type());
    }

    /** {@code lower(a)}. */
    public static TextExpression lower(Expression<String> text) {
        return Typed.text(call("lower", text), Types.TEXT);
    }

    /** {@code upper(a)}. */
    public static TextExpression upper(Expression<String> text) {
        return Typed.text(call("upper", text), Types.TEXT);
    }

    /** {@code trim(a)}: the text without blanks at its ends. */
    public static TextExpression trim(Expression<String> text) {
        return Typed.text(call("trim", text), Types.TEXT);
    }

    /** {@code char_length(a)}: the number of characters. */
    public static NumericExpression<Integer> length(Expression<String> text) {
        return Typed.numeric(call("char_length", text), Types.INTEGER);
    }

    /** {@code abs(a)}. */
    public static <N extends Number> NumericExpression<N> abs(NumericExpression<N> expression) {
        return Typed.numeric(call("abs", expression), expression.type());
    }

    /** {@code round(a, digits)}. */
    public static NumericExpression<BigDecimal> round(NumericExpression<BigDecimal> expression, int digits) {
        return Typed.numeric(call("round", expression, Sql.literal(digits)), Types.NUMERIC);
    }

    /** {@code CURRENT_TIMESTAMP}: when the transaction or statement began, by the database's clock. */
    public static TemporalExpression<OffsetDateTime> currentTimestamp() {
        return Typed.temporal(
                new TextFragment(TextTemplate.parse("CURRENT_TIMESTAMP")), Types.TIMESTAMP_WITH_TIME_ZONE);
    }

    /** {@code CURRENT_DATE}: the date by the database's clock and the session's zone. */
    public static TemporalExpression<LocalDate> currentDate() {
        return Typed.temporal(new TextFragment(TextTemplate.parse("CURRENT_DATE")), Types.DATE);
    }
}
