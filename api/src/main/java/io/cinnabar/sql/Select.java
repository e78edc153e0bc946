package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.type.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT statement: immutable, each method gives a new one. FROM is inferred from the columns and conditions that are
 * used; {@link #from} and the joins say more where that is not enough.
 *
 * @param <R> the class of a row
 */
public final class Select<R> extends Query<R> {

    /** The clauses. Set only while a select is made out of a copy of them, and never changed from then on. */
    private static final class State<R> {
        final Selection<R> selection;
        boolean distinct;
        List<FromItem> from = List.of();
        List<JoinClause> joins = List.of();

        @Nullable
        ExpressionNode where;

        List<ExpressionNode> groupBy = List.of();

        @Nullable
        ExpressionNode having;

        List<SortKey> orderBy = List.of();

        @Nullable
        ExpressionNode limit;

        @Nullable
        ExpressionNode offset;

        ExecutionOptions options = ExecutionOptions.NONE;
        List<LoadOption> loadOptions = List.of();

        State(Selection<R> selection) {
            this.selection = selection;
        }

        /** The clauses of another select with a selection of its own. */
        State(Selection<R> selection, State<?> other) {
            this.selection = selection;
            this.distinct = other.distinct;
            this.from = other.from;
            this.joins = other.joins;
            this.where = other.where;
            this.groupBy = other.groupBy;
            this.having = other.having;
            this.orderBy = other.orderBy;
            this.limit = other.limit;
            this.offset = other.offset;
            this.options = other.options;
            this.loadOptions = other.loadOptions;
        }
    }

    /** How many levels a query counts as, since compiling one takes the stack of so many operators. */
    private static final int LEVELS = 3;

    private final State<R> state;

    private Select(State<R> state) {
        super(depth(state));
        this.state = state;
    }

    static <R> Select<R> of(List<? extends Selectable<?>> selected, RowFactory<R> rows) {
        return of(Selection.of(selected, rows));
    }

    /** A select of one mapped class. */
    static <E> Select<E> ofEntity(EntityExpression<E> entity) {
        return of(Selection.ofEntity(entity));
    }

    private static <R> Select<R> of(Selection<R> selection) {
        return new Select<>(new State<>(selection));
    }

    private static int depth(State<?> state) {
        int deepest = 0;
        for (Expression<?> expression : state.selection.columns()) {
            deepest = Math.max(deepest, expression.node().depth());
        }
        for (JoinClause join : state.joins) {
            deepest = Math.max(deepest, join.target().depth());
            deepest = Math.max(
                    deepest, join.condition() == null ? 0 : join.condition().depth());
        }
        deepest = Math.max(deepest, depthOver(state.from));
        deepest = Math.max(deepest, depthOver(state.groupBy));
        deepest = Math.max(deepest, depthOver(state.orderBy));
        deepest = Math.max(deepest, state.where == null ? 0 : state.where.depth());
        deepest = Math.max(deepest, state.having == null ? 0 : state.having.depth());
        return deepest + LEVELS;
    }

    private Select<R> with(Consumer<State<R>> change) {
        var changed = new State<>(state.selection, state);
        change.accept(changed);
        return new Select<>(changed);
    }

    private static <E> List<E> append(List<E> list, List<? extends E> more) {
        var copy = new ArrayList<E>(list.size() + more.size());
        copy.addAll(list);
        copy.addAll(more);
        return List.copyOf(copy);
    }

    private static @Nullable ExpressionNode conjunction(@Nullable ExpressionNode present, Condition... conditions) {
        ExpressionNode result = present;
        for (Condition condition : conditions) {
            ExpressionNode node = condition.node();
            result = result == null ? node : Junction.of(Junction.Kind.AND, result, node);
        }
        return result;
    }

    /** Adds conditions, all of which must hold: {@code WHERE a AND b}. */
    public Select<R> where(Condition... conditions) {
        return with(s -> s.where = conjunction(s.where, conditions));
    }

    /** Adds a mapped class, or an alias of one, that the columns do not name: {@code FROM user_account}. */
    public Select<R> from(EntityExpression<?> entity) {
        return from(entity.table());
    }

    /**
     * Adds a mapped class that the columns do not name: {@code FROM user_account}. Throws an error if the class is not
     * mapped.
     */
    public Select<R> from(Class<?> entityClass) {
        return from(Sql.entity(entityClass));
    }

    /** Adds FROM items that the columns do not name: {@code FROM a, b}. */
    public Select<R> from(FromItem... items) {
        return with(s -> s.from = append(s.from, Arrays.asList(items)));
    }

    /** Joins a table by the foreign key between it and what is in FROM: {@code JOIN b ON b.a_id = a.id}. */
    public Select<R> join(FromItem target) {
        return join(JoinClause.Kind.INNER, target, null);
    }

    /** Joins on a condition: {@code JOIN b ON …}. */
    public Select<R> join(FromItem target, Condition condition) {
        return join(JoinClause.Kind.INNER, target, condition);
    }

    /**
     * Keeps rows without a match, by the foreign key: {@code LEFT JOIN b ON b.a_id = a.id}. The columns of b can then
     * be NULL whatever they are declared as: select them as {@code b.name.nullable()}.
     */
    public Select<R> leftJoin(FromItem target) {
        return join(JoinClause.Kind.LEFT, target, null);
    }

    /**
     * Keeps rows without a match: {@code LEFT JOIN b ON …}. The columns of b can then be NULL whatever they are
     * declared as: select them as {@code b.name.nullable()}.
     */
    public Select<R> leftJoin(FromItem target, Condition condition) {
        return join(JoinClause.Kind.LEFT, target, condition);
    }

    /** Keeps the joined table's rows without a match: {@code RIGHT JOIN b ON …}. */
    public Select<R> rightJoin(FromItem target, Condition condition) {
        return join(JoinClause.Kind.RIGHT, target, condition);
    }

    /** Keeps the rows without a match of both sides: {@code FULL JOIN b ON …}. */
    public Select<R> fullJoin(FromItem target, Condition condition) {
        return join(JoinClause.Kind.FULL, target, condition);
    }

    /** Every row with every row: {@code CROSS JOIN b}. */
    public Select<R> crossJoin(FromItem target) {
        return join(JoinClause.Kind.CROSS, target, null);
    }

    /** The same select with other joins. */
    public Select<R> withJoins(List<JoinClause> joins) {
        return with(s -> s.joins = List.copyOf(joins));
    }

    /** Joins along a relationship: {@code JOIN address ON address.user_id = user_account.id}. */
    public Select<R> join(JoinPath path) {
        return with(s -> s.joins = append(s.joins, path.joins(JoinClause.Kind.INNER)));
    }

    /** Joins along a relationship and keeps rows without a match: {@code LEFT JOIN address ON …}. */
    public Select<R> leftJoin(JoinPath path) {
        return with(s -> s.joins = append(s.joins, path.joins(JoinClause.Kind.LEFT)));
    }

    private Select<R> join(JoinClause.Kind kind, FromItem target, @Nullable Condition condition) {
        requireNonNull(target, "target");
        var clause = new JoinClause(kind, target, condition == null ? null : condition.node());
        return with(s -> s.joins = append(s.joins, List.of(clause)));
    }

    /** Adds expressions to group by: {@code GROUP BY a, b}. */
    public Select<R> groupBy(Expression<?>... expressions) {
        List<ExpressionNode> nodes =
                Arrays.stream(expressions).<ExpressionNode>map(Expression::node).toList();
        return with(s -> s.groupBy = append(s.groupBy, nodes));
    }

    /** Adds conditions on groups, all of which must hold: {@code HAVING …}. */
    public Select<R> having(Condition... conditions) {
        return with(s -> s.having = conjunction(s.having, conditions));
    }

    /** Adds keys to sort by: {@code ORDER BY a, b DESC}. */
    public Select<R> orderBy(Ordering... keys) {
        List<SortKey> sortKeys = Arrays.stream(keys).map(Ordering::sortKey).toList();
        return with(s -> s.orderBy = append(s.orderBy, sortKeys));
    }

    /** Adds keys to sort by that a program collected: {@code ORDER BY a, b DESC}. */
    public Select<R> orderBy(List<? extends Ordering> keys) {
        return orderBy(keys.toArray(Ordering[]::new));
    }

    /** The same select without an order. */
    public Select<R> withoutOrderBy() {
        return with(s -> s.orderBy = List.of());
    }

    /** At most so many rows, given as a bind: {@code LIMIT ?}. */
    public Select<R> limit(long rows) {
        return with(s -> s.limit = rowCount("limit", rows));
    }

    /** At most so many rows, by an expression such as a parameter: {@code LIMIT ?}. */
    public Select<R> limit(Expression<Long> rows) {
        return with(s -> s.limit = rows.node());
    }

    /** Passes over the first rows, their number being given as a bind: {@code OFFSET ?}. */
    public Select<R> offset(long rows) {
        return with(s -> s.offset = rowCount("offset", rows));
    }

    /** Passes over the first rows, by an expression such as a parameter: {@code OFFSET ?}. */
    public Select<R> offset(Expression<Long> rows) {
        return with(s -> s.offset = rows.node());
    }

    private static BindValue rowCount(String what, long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("A " + what + " must not be negative, but it is " + rows + ".");
        }
        return Typed.bind(rows, Types.BIGINT);
    }

    /** Only rows that differ: {@code SELECT DISTINCT …}. */
    public Select<R> distinct() {
        return with(s -> s.distinct = true);
    }

    /** The same select with other columns, which come back as untyped rows. */
    public Select<Row> withColumns(List<? extends Expression<?>> columns) {
        var changed = new State<>(Selection.of(columns, Row::of), state);
        changed.loadOptions = List.of();
        return new Select<>(changed);
    }

    /** The same query about other columns, as a subquery has them from its enclosing one. */
    Select<Row> replacing(ColumnReplacement columns) {
        List<Expression<?>> selected = selected().stream()
                .<Expression<?>>map(each -> Typed.of(columns.of(each.node()), each.type()))
                .toList();
        return withColumns(selected).with(s -> {
            s.joins = s.joins.stream()
                    .map(join -> new JoinClause(join.kind(), join.target(), replaced(columns, join.condition())))
                    .toList();
            s.where = replaced(columns, s.where);
            s.groupBy = s.groupBy.stream().map(columns::of).toList();
            s.having = replaced(columns, s.having);
            s.orderBy = s.orderBy.stream()
                    .map(key -> key.over(Typed.of(columns.of(key.operand()), Types.UNKNOWN)))
                    .toList();
        });
    }

    private static @Nullable ExpressionNode replaced(ColumnReplacement columns, @Nullable ExpressionNode node) {
        return node == null ? null : columns.of(node);
    }

    /**
     * This select changed by a function, so that parts of a query can be written apart:
     * {@code select.apply(this::newest)}.
     */
    public <T> T apply(Function<? super Select<R>, T> change) {
        return change.apply(this);
    }

    @Override
    public <T> Select<R> option(ExecutionOption<T> option, T value) {
        return with(s -> s.options = s.options.with(option, value));
    }

    /**
     * Says how what belongs to the selected entities is loaded: {@code options(selectInLoad(User_.addresses))}. Only a
     * session reads it.
     */
    public Select<R> options(LoadOption... options) {
        return with(s -> s.loadOptions = append(s.loadOptions, Arrays.asList(options)));
    }

    /** How what belongs to the selected entities is loaded, in the order in which it was said. */
    public List<LoadOption> loadOptions() {
        return state.loadOptions;
    }

    /** What is returned, in its order: an entity counts as one. */
    public List<Selectable<?>> selectables() {
        return state.selection.selectables();
    }

    @Override
    public List<Expression<?>> selected() {
        return state.selection.columns();
    }

    /** Makes a row of expressions. Signals an error where an entity is selected, which only a session can make. */
    @Override
    public R row(@Nullable Object[] values, RowHeader header) {
        return state.selection.row(values, header);
    }

    /** Makes a row of what was selected, for each entity its object: what a session calls. */
    public R rowOf(@Nullable Object[] objects, RowHeader header) {
        return state.selection.rowOf(objects, header);
    }

    @Override
    public ExecutionOptions options() {
        return state.options;
    }

    /** Whether only rows that differ are returned. */
    public boolean isDistinct() {
        return state.distinct;
    }

    /** The FROM items that were given explicitly. */
    public List<FromItem> fromItems() {
        return state.from;
    }

    /** The joins, in their order. */
    public List<JoinClause> joins() {
        return state.joins;
    }

    /** The condition on rows, or null. */
    public @Nullable ExpressionNode whereCondition() {
        return state.where;
    }

    /** The expressions to group by. */
    public List<ExpressionNode> groupKeys() {
        return state.groupBy;
    }

    /** The condition on groups, or null. */
    public @Nullable ExpressionNode havingCondition() {
        return state.having;
    }

    /** The keys to sort by. */
    public List<SortKey> sortKeys() {
        return state.orderBy;
    }

    /** The greatest number of rows, or null. */
    public @Nullable ExpressionNode limitRows() {
        return state.limit;
    }

    /** The number of rows to pass over, or null. */
    public @Nullable ExpressionNode offsetRows() {
        return state.offset;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitSelect(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(state.distinct);
        structure.token(selected().size());
        selected().forEach(expression -> {
            structure.token(expression.type()); // it decides how the column is read
            structure.node(expression.node());
        });
        structure.nodes(state.from);
        structure.token(state.joins.size());
        for (JoinClause join : state.joins) {
            structure.token(join.kind());
            structure.node(join.target());
            structure.optional(join.condition());
        }
        structure.optional(state.where);
        structure.nodes(state.groupBy);
        structure.optional(state.having);
        structure.nodes(state.orderBy);
        structure.optional(state.limit);
        structure.optional(state.offset);
    }
}
