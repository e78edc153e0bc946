package io.cinnabar.sql;

import io.cinnabar.type.ArrayType;
import io.cinnabar.type.BooleanType;
import io.cinnabar.type.JsonType;
import io.cinnabar.type.NumericType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TemporalType;
import io.cinnabar.type.TextType;
import io.cinnabar.type.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the typed handle of the right interface on a node. */
final class Typed {
    private Typed() {}

    private record Plain<T extends @Nullable Object>(ExpressionNode node, SqlType<T> type) implements Expression<T> {}

    private record Text(ExpressionNode node, SqlType<String> type) implements TextExpression {}

    private record Numeric<N extends Number>(ExpressionNode node, SqlType<N> type) implements NumericExpression<N> {}

    private record Truth(ExpressionNode node, SqlType<Boolean> type) implements Condition {}

    private record Temporal<T extends Comparable<?>>(ExpressionNode node, SqlType<T> type)
            implements TemporalExpression<T> {}

    private record JsonDocument<T>(ExpressionNode node, SqlType<T> type) implements JsonExpression<T> {}

    private record Elements<E>(ExpressionNode node, SqlType<List<E>> type) implements ArrayExpression<E> {}

    static <T extends @Nullable Object> Expression<T> plain(ExpressionNode node, SqlType<T> type) {
        return of(node, type);
    }

    static TextExpression text(ExpressionNode node, SqlType<String> type) {
        return new Text(node, type);
    }

    static <N extends Number> NumericExpression<N> numeric(ExpressionNode node, SqlType<N> type) {
        return new Numeric<>(node, type);
    }

    static Condition condition(ExpressionNode node) {
        return new Truth(node, Types.BOOLEAN);
    }

    static <T extends Comparable<?>> TemporalExpression<T> temporal(ExpressionNode node, SqlType<T> type) {
        return new Temporal<>(node, type);
    }

    static <T> JsonExpression<T> json(ExpressionNode node, SqlType<T> type) {
        return new JsonDocument<>(node, type);
    }

    static <E> ArrayExpression<E> array(ExpressionNode node, SqlType<List<E>> type) {
        return new Elements<>(node, type);
    }

    /** The handle for a type that is only known at run time. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // each type's class says which values its handle has
    static <T extends @Nullable Object> Expression<T> of(ExpressionNode node, SqlType<T> type) {
        SqlType<?> known = type;
        Expression<?> handle;
        if (known instanceof TextType text) {
            handle = new Text(node, text);
        } else if (known instanceof NumericType<?> numeric) {
            handle = new Numeric(node, numeric);
        } else if (known instanceof BooleanType truth) {
            handle = new Truth(node, truth);
        } else if (known instanceof TemporalType<?> temporal) {
            handle = new Temporal(node, temporal);
        } else if (known instanceof JsonType<?> json) {
            handle = new JsonDocument(node, json);
        } else if (known instanceof ArrayType<?> array) {
            handle = new Elements(node, array);
        } else {
            return new Plain<>(node, type);
        }
        return (Expression<T>) handle;
    }

    @SuppressWarnings("unchecked") // only the knowledge of a checker of nulls changes
    static <T extends @Nullable Object> Expression<@Nullable T> nullable(Expression<T> expression) {
        return (Expression<@Nullable T>) expression;
    }

    static BindValue bind(@Nullable Object value, SqlType<?> type) {
        return new BindValue(value, type);
    }

    /** A bind whose type the database is told, where it could not infer it. */
    static ExpressionNode castBind(@Nullable Object value, SqlType<?> type) {
        return new Cast(new BindValue(value, type), type);
    }

    static <T extends @Nullable Object> Condition compare(Expression<T> left, Operator operator, T value) {
        return condition(new BinaryOperation(left.node(), operator, bind(value, left.type())));
    }

    static Condition binary(Expression<?> left, Operator operator, Expression<?> right) {
        return condition(new BinaryOperation(left.node(), operator, right.node()));
    }

    static <T extends @Nullable Object> Condition in(
            Expression<T> operand, boolean negated, Collection<? extends T> values) {
        // Copied, as the statement is immutable; List.copyOf would refuse the nulls that SQL allows here.
        List<T> copy = Collections.unmodifiableList(new ArrayList<>(values));
        return condition(new InList(
                negated, operand.node(), new BindValue(copy, operand.type().array())));
    }

    /** A pattern in which the wildcards of a text are escaped by a slash, which no string syntax gives a meaning. */
    static BindValue pattern(String before, String text, String behind) {
        String escaped = text.replace("/", "//").replace("%", "/%").replace("_", "/_");
        return new BindValue(before + escaped + behind, Types.TEXT);
    }
}
