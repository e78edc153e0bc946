package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.type.ArrayType;
import io.cinnabar.type.BooleanType;
import io.cinnabar.type.NumericType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TemporalType;
import io.cinnabar.type.TextType;
import io.cinnabar.type.Types;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entry to the expression language, for static import: statements, values, conditions and text. */
public final class Sql {
    private Sql() {}

    /** {@code SELECT a}. */
    public static <A extends @Nullable Object> Select<Row1<A>> select(Expression<A> a) {
        return Select.of(List.of(a), Row1::new);
    }

    /**
     * {@code SELECT} of all columns of a mapped class, from which a session makes its objects. Signals an error if the
     * class is not mapped by annotations; one that is mapped otherwise is selected by its {@code Entity}.
     */
    public static <E> Select<E> select(Class<E> entityClass) {
        return select(entity(entityClass));
    }

    /**
     * {@code SELECT} of all columns of a mapped class or of an alias of one, from which a session makes its objects.
     */
    public static <E> Select<E> select(EntityExpression<E> entity) {
        return Select.ofEntity(entity);
    }

    /** A mapped class beside others in a select: {@code select(entity(User.class), count())}. */
    public static <E> EntityExpression<E> entity(Class<E> entityClass) {
        return MappedClasses.find(entityClass);
    }

    /** {@code SELECT a, b}. */
    public static <A extends @Nullable Object, B extends @Nullable Object> Select<Row2<A, B>> select(
            Selectable<A> a, Selectable<B> b) {
        return Select.of(List.of(a, b), Row2::new);
    }

    /** {@code SELECT a, b, c}. */
    public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
            Select<Row3<A, B, C>> select(Selectable<A> a, Selectable<B> b, Selectable<C> c) {
        return Select.of(List.of(a, b, c), Row3::new);
    }

    /** {@code SELECT a, b, c, d}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object>
            Select<Row4<A, B, C, D>> select(Selectable<A> a, Selectable<B> b, Selectable<C> c, Selectable<D> d) {
        return Select.of(List.of(a, b, c, d), Row4::new);
    }

    /** {@code SELECT a, b, c, d, e}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object>
            Select<Row5<A, B, C, D, E>> select(
                    Selectable<A> a, Selectable<B> b, Selectable<C> c, Selectable<D> d, Selectable<E> e) {
        return Select.of(List.of(a, b, c, d, e), Row5::new);
    }

    /** {@code SELECT a, b, c, d, e, f}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object>
            Select<Row6<A, B, C, D, E, F>> select(
                    Selectable<A> a,
                    Selectable<B> b,
                    Selectable<C> c,
                    Selectable<D> d,
                    Selectable<E> e,
                    Selectable<F> f) {
        return Select.of(List.of(a, b, c, d, e, f), Row6::new);
    }

    /** {@code SELECT a, b, c, d, e, f, g}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object>
            Select<Row7<A, B, C, D, E, F, G>> select(
                    Selectable<A> a,
                    Selectable<B> b,
                    Selectable<C> c,
                    Selectable<D> d,
                    Selectable<E> e,
                    Selectable<F> f,
                    Selectable<G> g) {
        return Select.of(List.of(a, b, c, d, e, f, g), Row7::new);
    }

    /** {@code SELECT a, b, c, d, e, f, g, h}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object>
            Select<Row8<A, B, C, D, E, F, G, H>> select(
                    Selectable<A> a,
                    Selectable<B> b,
                    Selectable<C> c,
                    Selectable<D> d,
                    Selectable<E> e,
                    Selectable<F> f,
                    Selectable<G> g,
                    Selectable<H> h) {
        return Select.of(List.of(a, b, c, d, e, f, g, h), Row8::new);
    }

    /** {@code SELECT a, b, c, d, e, f, g, h, i}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object,
                    I extends @Nullable Object>
            Select<Row9<A, B, C, D, E, F, G, H, I>> select(
                    Selectable<A> a,
                    Selectable<B> b,
                    Selectable<C> c,
                    Selectable<D> d,
                    Selectable<E> e,
                    Selectable<F> f,
                    Selectable<G> g,
                    Selectable<H> h,
                    Selectable<I> i) {
        return Select.of(List.of(a, b, c, d, e, f, g, h, i), Row9::new);
    }

    /** {@code SELECT a, b, c, d, e, f, g, h, i, j}. */
    public static <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    D extends @Nullable Object,
                    E extends @Nullable Object,
                    F extends @Nullable Object,
                    G extends @Nullable Object,
                    H extends @Nullable Object,
                    I extends @Nullable Object,
                    J extends @Nullable Object>
            Select<Row10<A, B, C, D, E, F, G, H, I, J>> select(
                    Selectable<A> a,
                    Selectable<B> b,
                    Selectable<C> c,
                    Selectable<D> d,
                    Selectable<E> e,
                    Selectable<F> f,
                    Selectable<G> g,
                    Selectable<H> h,
                    Selectable<I> i,
                    Selectable<J> j) {
        return Select.of(List.of(a, b, c, d, e, f, g, h, i, j), Row10::new);
    }

    /** {@code SELECT} of all columns of a table. */
    public static Select<Row> select(TableExpression table) {
        return Select.of(table.columns(), Row::of);
    }

    /** {@code SELECT} of any number of expressions, which come back as untyped rows. */
    public static Select<Row> select(List<? extends Expression<?>> expressions) {
        return Select.of(expressions, Row::of);
    }

    /** {@code INSERT INTO table …}. */
    public static Insert insert(TableExpression table) {
        return Insert.into(table);
    }

    /** {@code UPDATE table SET …}. */
    public static Update update(TableExpression table) {
        return Update.of(table);
    }

    /** {@code DELETE FROM table …}. */
    public static Delete delete(TableExpression table) {
        return Delete.of(table);
    }

    /** A statement written as SQL, with named parameters such as {@code :id}. The text is executed as it is. */
    public static TextStatement<Row> text(String sql) {
        return TextStatement.parse(sql);
    }

    /**
     * A statement written as the driver takes it: nothing in the text is looked at, so that colons are colons. Values
     * are bound by their position to the driver's own markers, such as {@code $1} on PostgreSQL and {@code ?} on H2.
     */
    public static TextStatement<Row> driverSql(String sql, @Nullable Object... values) {
        return TextStatement.ofDriver(sql, values);
    }

    /** An expression written as SQL, which may hold named parameters. The text enters the statement as it is. */
    public static <T> Expression<T> literalColumn(String sql, SqlType<T> type) {
        return Typed.of(new TextFragment(TextTemplate.parse(sql)), type);
    }

    /** A condition written as SQL, which may hold named parameters. The text enters the statement as it is. */
    public static Condition condition(String sql) {
        return Typed.condition(new TextFragment(TextTemplate.parse(sql)));
    }

    /** A value, bound as the type of its class: {@code ?}. */
    public static <T> Expression<T> value(T value) {
        SqlType<T> type = Types.of(value);
        return Typed.of(Typed.bind(value, type), type);
    }

    /** A value, bound as a type: {@code ?}. */
    public static <T> Expression<T> value(@Nullable T value, SqlType<T> type) {
        return Typed.of(Typed.bind(value, type), type);
    }

    /** A text value, bound: {@code ?}. */
    public static TextExpression value(String value) {
        return Typed.text(Typed.bind(value, Types.TEXT), Types.TEXT);
    }

    /** A number, bound: {@code ?}. */
    public static <N extends Number> NumericExpression<N> value(N value) {
        SqlType<N> type = Types.of(value);
        return Typed.numeric(Typed.bind(value, type), type);
    }

    /**
     * A value that is written into the SQL text, escaped by the dialect, and so is part of the statement's structure.
     */
    public static <T> Expression<T> literal(T value) {
        return literal(value, Types.of(value));
    }

    /** A value that is written into the SQL text as a type, escaped by the dialect; null gives {@code NULL}. */
    public static <T> Expression<T> literal(@Nullable T value, SqlType<T> type) {
        return Typed.of(new Literal(value, type), type);
    }

    /** A number that is written into the SQL text. */
    public static <N extends Number> NumericExpression<N> literal(N value) {
        SqlType<N> type = Types.of(value);
        return Typed.numeric(new Literal(value, type), type);
    }

    /** Text that is written into the SQL text, quoted and escaped by the dialect. */
    public static TextExpression literal(String value) {
        return Typed.text(new Literal(value, Types.TEXT), Types.TEXT);
    }

    /** A named parameter, whose value is given when the statement is executed. */
    public static <T> Expression<T> param(String name, SqlType<T> type) {
        return Typed.of(new Parameter(name, type), type);
    }

    /** A named parameter of text. */
    public static TextExpression param(String name, TextType type) {
        return Typed.text(new Parameter(name, type), type);
    }

    /** A named parameter of numbers. */
    public static <N extends Number> NumericExpression<N> param(String name, NumericType<N> type) {
        return Typed.numeric(new Parameter(name, type), type);
    }

    /** A named parameter of truth values. */
    public static Condition param(String name, BooleanType type) {
        return Typed.condition(new Parameter(name, type));
    }

    /** A named parameter of dates or times. */
    public static <T extends Comparable<?>> TemporalExpression<T> param(String name, TemporalType<T> type) {
        return Typed.temporal(new Parameter(name, type), type);
    }

    /** A named parameter of arrays, also for {@code column.in(param("ids", array(BIGINT)))}. */
    public static <E> ArrayExpression<E> param(String name, ArrayType<E> type) {
        return Typed.array(new Parameter(name, type), type);
    }

    /** All conditions must hold: {@code a AND b}; true where there are none. */
    public static Condition and(Condition... conditions) {
        return junction(Junction.Kind.AND, Arrays.asList(conditions), true);
    }

    /** All conditions must hold: {@code a AND b}; true where there are none. */
    public static Condition and(List<? extends Condition> conditions) {
        return junction(Junction.Kind.AND, conditions, true);
    }

    /** One condition must hold: {@code a OR b}; false where there are none. */
    public static Condition or(Condition... conditions) {
        return junction(Junction.Kind.OR, Arrays.asList(conditions), false);
    }

    /** One condition must hold: {@code a OR b}; false where there are none. */
    public static Condition or(List<? extends Condition> conditions) {
        return junction(Junction.Kind.OR, conditions, false);
    }

    private static Condition junction(Junction.Kind kind, List<? extends Condition> conditions, boolean whenEmpty) {
        if (conditions.isEmpty()) {
            return Typed.condition(new Literal(whenEmpty, Types.BOOLEAN));
        }
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        return Typed.condition(Junction.of(
                kind, conditions.stream().<ExpressionNode>map(Condition::node).toList()));
    }

    /** {@code NOT a}. */
    public static Condition not(Condition condition) {
        return condition.not();
    }

    /** Whether a query has a row: {@code EXISTS (SELECT …)}. */
    public static Condition exists(Query<?> query) {
        return Typed.condition(new Exists(query));
    }

    /** A query of one column as a value: {@code (SELECT …)}; NULL where it has no row. */
    @SuppressWarnings("unchecked") // the only column of a Row1<T> is an Expression<T>
    public static <T extends @Nullable Object> Expression<T> scalarSubquery(Query<Row1<T>> query) {
        return Typed.of(
                new ScalarSubquery(query), (SqlType<T>) query.selected().get(0).type());
    }

    /** A conversion in the database: {@code CAST(a AS type)}. */
    public static <T> Expression<T> cast(Expression<?> expression, SqlType<T> type) {
        return Typed.of(new Cast(expression.node(), type), type);
    }

    /** A conversion to text: {@code CAST(a AS VARCHAR(10))}. */
    public static TextExpression cast(Expression<?> expression, TextType type) {
        return Typed.text(new Cast(expression.node(), type), type);
    }

    /** A conversion to a number: {@code CAST(a AS INTEGER)}. */
    public static <N extends Number> NumericExpression<N> cast(Expression<?> expression, NumericType<N> type) {
        return Typed.numeric(new Cast(expression.node(), type), type);
    }

    /** A conversion to a date or time: {@code CAST(a AS DATE)}. */
    public static <T extends Comparable<?>> TemporalExpression<T> cast(Expression<?> expression, TemporalType<T> type) {
        return Typed.temporal(new Cast(expression.node(), type), type);
    }

    /** A conversion to a truth value, which is a condition: {@code CAST(a AS BOOLEAN)}. */
    public static Condition cast(Expression<?> expression, BooleanType type) {
        return Typed.condition(new Cast(expression.node(), type));
    }

    /** The same SQL, bound and read as another type: nothing happens in the database. */
    public static <T> Expression<T> coerce(Expression<?> expression, SqlType<T> type) {
        return Typed.of(expression.node(), type);
    }

    /** The same SQL, used as text. */
    public static TextExpression coerce(Expression<?> expression, TextType type) {
        return Typed.text(expression.node(), type);
    }

    /** The same SQL, used as a number. */
    public static <N extends Number> NumericExpression<N> coerce(Expression<?> expression, NumericType<N> type) {
        return Typed.numeric(expression.node(), type);
    }

    /** The same SQL, used as a date or time, such as a column whose type is mapped to a class of one's own. */
    public static <T extends Comparable<?>> TemporalExpression<T> coerce(
            Expression<?> expression, TemporalType<T> type) {
        return Typed.temporal(expression.node(), type);
    }

    /** The same SQL, used as a condition. */
    public static Condition coerce(Expression<?> expression, BooleanType type) {
        requireNonNull(type, "type");
        return Typed.condition(expression.node());
    }

    /** A choice: {@code CASE WHEN condition THEN …}. */
    public static Case.When caseWhen(Condition condition) {
        return new Case.When(condition);
    }

    /** A selected label by its name, to order or group by. */
    public static Expression<Object> label(String name) {
        return Typed.of(new LabelReference(name), Types.UNKNOWN);
    }

    /**
     * The value that an insert would have given a column, for the update that takes its place when the row is there
     * already: {@code excluded.a}.
     */
    public static <T extends @Nullable Object> Expression<T> excluded(Expression<T> column) {
        return Typed.of(ExcludedColumn.of(column), column.type());
    }

    /** The text that an insert would have given a column: {@code excluded.a}. */
    public static TextExpression excluded(TextExpression column) {
        return Typed.text(ExcludedColumn.of(column), column.type());
    }

    /** The number that an insert would have given a column: {@code excluded.a}. */
    public static <N extends Number> NumericExpression<N> excluded(NumericExpression<N> column) {
        return Typed.numeric(ExcludedColumn.of(column), column.type());
    }

    /** The truth value that an insert would have given a column: {@code excluded.a}. */
    public static Condition excluded(Condition column) {
        return Typed.condition(ExcludedColumn.of(column));
    }

    /** The date or time that an insert would have given a column: {@code excluded.a}. */
    public static <T extends Comparable<?>> TemporalExpression<T> excluded(TemporalExpression<T> column) {
        return Typed.temporal(ExcludedColumn.of(column), column.type());
    }

    /** The next value of a sequence. */
    public static NumericExpression<Long> nextValue(@Nullable String schema, String sequence) {
        return nextValue(schema, sequence, 0);
    }

    /** The next value of a sequence whose numbers are known to grow by an increment. */
    public static NumericExpression<Long> nextValue(@Nullable String schema, String sequence, long increment) {
        return Typed.numeric(new NextValue(schema, sequence, increment), Types.BIGINT);
    }
}
