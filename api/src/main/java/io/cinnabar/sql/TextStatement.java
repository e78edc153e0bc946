package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was written as SQL text, with named parameters such as {@code :id}. Without {@link #columns} its
 * rows are read in the database's natural Java classes.
 *
 * @param <R> the class of a row
 */
public final class TextStatement<R> extends RowStatement<R> {
    private final TextTemplate template;
    private final List<BindValue> positional;
    private final Map<String, BindValue> binds;
    private final List<Expression<?>> selected;
    private final RowFactory<R> rows;
    private final ExecutionOptions options;

    private TextStatement(
            TextTemplate template,
            List<BindValue> positional,
            Map<String, BindValue> binds,
            List<Expression<?>> selected,
            RowFactory<R> rows,
            ExecutionOptions options) {
        super(1);
        this.template = template;
        this.positional = positional;
        this.binds = binds;
        this.selected = selected;
        this.rows = rows;
        this.options = options;
    }

    static TextStatement<Row> parse(String sql) {
        return new TextStatement<>(
                TextTemplate.parse(sql), List.of(), Map.of(), List.of(), Row::of, ExecutionOptions.NONE);
    }

    static TextStatement<Row> ofDriver(String sql, @Nullable Object... values) {
        List<BindValue> positional = Arrays.stream(values)
                .map(value -> value == null ? Typed.bind(null, Types.UNKNOWN) : Typed.bind(value, Types.of(value)))
                .toList();
        return new TextStatement<>(
                TextTemplate.verbatim(sql), positional, Map.of(), List.of(), Row::of, ExecutionOptions.NONE);
    }

    /** Gives a named parameter its value, whose type is that of its class. */
    public TextStatement<R> bind(String name, Object value) {
        return bind(name, Types.of(value), value);
    }

    /** Gives a named parameter its value, which may be null, as a type. */
    public <T> TextStatement<R> bind(String name, SqlType<T> type, @Nullable T value) {
        if (!template.names().contains(name)) {
            throw new InvalidRequestException(
                    ErrorCode.PARAMETER_UNKNOWN,
                    "The text has no parameter ':" + name + "'; its parameters are " + template.names() + ".");
        }
        var more = new HashMap<>(binds);
        more.put(name, Typed.bind(value, type));
        return new TextStatement<>(template, positional, Map.copyOf(more), selected, rows, options);
    }

    /** Reads the columns of the rows, by position, as types. */
    public <A> TextStatement<Row1<A>> columns(SqlType<A> a) {
        return typed(List.of(a), Row1::new);
    }

    /** Reads the columns of the rows, by position, as types. */
    public <A, B> TextStatement<Row2<A, B>> columns(SqlType<A> a, SqlType<B> b) {
        return typed(List.of(a, b), Row2::new);
    }

    /** Reads the columns of the rows, by position, as types. */
    public <A, B, C> TextStatement<Row3<A, B, C>> columns(SqlType<A> a, SqlType<B> b, SqlType<C> c) {
        return typed(List.of(a, b, c), Row3::new);
    }

    /** Reads the columns of the rows, by position, as types. */
    public <A, B, C, D> TextStatement<Row4<A, B, C, D>> columns(
            SqlType<A> a, SqlType<B> b, SqlType<C> c, SqlType<D> d) {
        return typed(List.of(a, b, c, d), Row4::new);
    }

    /** Reads the columns of the rows, by position, as types. */
    public <A, B, C, D, E> TextStatement<Row5<A, B, C, D, E>> columns(
            SqlType<A> a, SqlType<B> b, SqlType<C> c, SqlType<D> d, SqlType<E> e) {
        return typed(List.of(a, b, c, d, e), Row5::new);
    }

    /** Reads the columns of the rows, by position, as types. */
    public <A, B, C, D, E, F> TextStatement<Row6<A, B, C, D, E, F>> columns(
            SqlType<A> a, SqlType<B> b, SqlType<C> c, SqlType<D> d, SqlType<E> e, SqlType<F> f) {
        return typed(List.of(a, b, c, d, e, f), Row6::new);
    }

    private <S> TextStatement<S> typed(List<SqlType<?>> types, RowFactory<S> newRows) {
        List<Expression<?>> columns = types.stream()
                .<Expression<?>>map(type -> Typed.of(new TextFragment(new TextTemplate(List.of(""), List.of())), type))
                .toList();
        return new TextStatement<>(template, positional, binds, columns, newRows, options);
    }

    /** The text. */
    public TextTemplate template() {
        return template;
    }

    /** The values that are bound by their position to the driver's own markers, which the text holds. */
    public List<BindValue> positional() {
        return positional;
    }

    /** The value bound to a named parameter, or null where it is given when the statement is executed. */
    public @Nullable BindValue bound(String name) {
        return binds.get(name);
    }

    @Override
    public List<Expression<?>> selected() {
        return selected;
    }

    @Override
    public R row(@Nullable Object[] values, RowHeader header) {
        return rows.row(values, header);
    }

    @Override
    public ExecutionOptions options() {
        return options;
    }

    @Override
    public <T> TextStatement<R> option(ExecutionOption<T> option, T value) {
        return new TextStatement<>(template, positional, binds, selected, rows, options.with(option, value));
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitText(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(template);
        structure.nodes(positional);
        structure.token(selected.size());
        selected.forEach(expression -> structure.token(expression.type()));
        for (String name : template.names()) {
            structure.optional(binds.get(name));
        }
    }
}
