package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT statement: one row, many rows, or the rows of a query. Immutable, each method gives a new one. A column
 * that no row sets gets its default; in a statement of many rows each row sets the same columns.
 */
public final class Insert extends DmlStatement {
    private final TableExpression table;
    private final List<ColumnExpression<?>> columns;
    private final List<List<ExpressionNode>> rows;
    private final @Nullable Query<?> source;
    private final @Nullable OnConflict conflict;
    private final ExecutionOptions options;

    private Insert(
            TableExpression table,
            List<ColumnExpression<?>> columns,
            List<List<ExpressionNode>> rows,
            @Nullable Query<?> source,
            @Nullable OnConflict conflict,
            ExecutionOptions options) {
        super(Math.max(depth(rows, source), conflict == null ? 0 : conflict.depth() + 1));
        this.table = table;
        this.columns = columns;
        this.rows = rows;
        this.source = source;
        this.conflict = conflict;
        this.options = options;
    }

    static Insert into(TableExpression table) {
        return new Insert(table.original(), List.of(), List.of(), null, null, ExecutionOptions.NONE);
    }

    private static int depth(List<List<ExpressionNode>> rows, @Nullable Query<?> source) {
        int deepest = source == null ? 0 : source.depth();
        for (List<ExpressionNode> row : rows) {
            deepest = Math.max(deepest, depthOver(row));
        }
        return deepest + 1;
    }

    /** Sets a column of the only row to a value, which is bound; null is an explicit NULL, not the column's default. */
    public <T extends @Nullable Object> Insert set(ColumnExpression<T> column, @Nullable T value) {
        return with(column, Typed.bind(value, column.type()));
    }

    /** Sets a column of the only row to an expression. */
    public <T extends @Nullable Object> Insert set(ColumnExpression<T> column, Expression<? extends T> value) {
        return with(column, value.node());
    }

    /** Sets a column of the only row to NULL, which is not the column's default: {@code VALUES (NULL)}. */
    public Insert setNull(ColumnExpression<?> column) {
        return with(column, Typed.bind(null, column.type()));
    }

    private Insert with(ColumnExpression<?> column, ExpressionNode value) {
        RowValues.checkOwner(table, column);
        if (source != null || rows.size() > 1) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "set(…) is for an insert of one row, but this one has "
                            + (source != null ? "a query" : rows.size() + " rows") + ". Use row(…) for each row.");
        }
        if (columns.contains(column.original())) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED, "Column '" + column.name() + "' is set twice in one row.");
        }
        var newColumns = new ArrayList<ColumnExpression<?>>(columns);
        newColumns.add(column.original());
        var row = new ArrayList<ExpressionNode>(rows.isEmpty() ? List.of() : rows.get(0));
        row.add(value);
        return new Insert(table, List.copyOf(newColumns), List.of(List.copyOf(row)), null, conflict, options);
    }

    /** Adds a row: {@code insert(users).row(row -> row.set(users.name, "sandy"))}. */
    public Insert row(Consumer<RowValues> description) {
        return rows(List.of(description), (row, each) -> each.accept(row));
    }

    /**
     * Adds a row for each item: {@code insert(users).rows(names, (row, name) -> row.set(users.name, name))}. Signals an
     * error where there are no items, as an insert without rows would be one of a row of defaults.
     */
    public <T> Insert rows(Collection<? extends T> items, BiConsumer<RowValues, ? super T> description) {
        if (source != null) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED, "An insert from a query cannot have rows of its own.");
        }
        if (items.isEmpty() && rows.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "An insert into '" + table.name() + "' got an empty list of rows. Leave the statement out where"
                            + " there is nothing to insert.");
        }
        List<ColumnExpression<?>> newColumns = columns;
        var newRows = new ArrayList<List<ExpressionNode>>(rows);
        for (T item : items) {
            var row = new RowValues(table);
            description.accept(row, item);
            if (newRows.isEmpty()) {
                newColumns = List.copyOf(row.values().keySet());
            }
            newRows.add(inOrder(row.values(), newColumns));
        }
        return new Insert(table, newColumns, List.copyOf(newRows), null, conflict, options);
    }

    private static List<ExpressionNode> inOrder(
            Map<ColumnExpression<?>, ExpressionNode> row, List<ColumnExpression<?>> columns) {
        if (!row.keySet().equals(Set.copyOf(columns))) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "All rows of an insert set the same columns: the first row sets " + names(columns)
                            + ", another one sets " + names(row.keySet()) + ".");
        }
        var values = new ArrayList<ExpressionNode>(columns.size());
        for (ColumnExpression<?> column : columns) {
            ExpressionNode value = row.get(column);
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    private static List<String> names(Collection<ColumnExpression<?>> columns) {
        return columns.stream().<String>map(ColumnExpression::name).toList();
    }

    /**
     * Inserts the rows of a query: {@code INSERT INTO t (a, b) SELECT …}. Columns that are not named get the default
     * that the database has for them; those of Cinnabar belong to rows that a program gives.
     */
    public Insert fromSelect(List<? extends ColumnExpression<?>> targets, Query<?> query) {
        if (!rows.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED, "An insert of rows cannot take a query too.");
        }
        targets.forEach(column -> RowValues.checkOwner(table, column));
        if (targets.size() != query.selected().size()) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "The insert names " + targets.size() + " columns, but its query has "
                            + query.selected().size() + ".");
        }
        List<ColumnExpression<?>> originals = targets.stream()
                .<ColumnExpression<?>>map(ColumnExpression::original)
                .toList();
        if (Set.copyOf(originals).size() != originals.size()) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED, "The insert names a column twice: " + names(originals) + ".");
        }
        return new Insert(table, originals, List.of(), query, conflict, options);
    }

    Insert with(OnConflict newConflict) {
        if (conflict != null) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "The insert into '" + table.name() + "' says twice what to do on a conflict, but it can say it for"
                            + " one key only.");
        }
        return new Insert(table, columns, rows, source, newConflict, options);
    }

    /**
     * Leaves rows out that conflict with one that is there already, by whatever key.
     *
     * <pre>{@code
     * insert(users).set(users.email, email).onConflictDoNothing()
     *
     * INSERT INTO users (email) VALUES (?) ON CONFLICT DO NOTHING
     * }</pre>
     */
    public Insert onConflictDoNothing() {
        return with(OnConflict.ANY);
    }

    /**
     * The key by which a row is there already: columns of a primary key, a unique constraint or a unique index, or the
     * expressions of an index. Say then what to do with it.
     *
     * <pre>{@code
     * insert(users).set(users.email, email).onConflict(users.email).doNothing()
     *
     * INSERT INTO users (email) VALUES (?) ON CONFLICT (email) DO NOTHING
     * }</pre>
     */
    public ConflictTarget onConflict(Expression<?>... targets) {
        if (targets.length == 0) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "onConflict(…) names no column. Name those of the key, or use onConflictDoNothing().");
        }
        var nodes = new ArrayList<ExpressionNode>(targets.length);
        for (Expression<?> target : targets) {
            if (target.node() instanceof ColumnExpression<?> column) {
                RowValues.checkOwner(table, column);
                nodes.add(column.original());
            } else {
                nodes.add(target.node());
            }
        }
        return new ConflictTarget(this, new OnConflict(nodes, null, null, null));
    }

    /**
     * The constraint by which a row is there already, by its name. Say then what to do with it.
     *
     * <pre>{@code
     * insert(users).set(users.email, email).onConstraintConflict("uq_users_email").doNothing()
     *
     * INSERT INTO users (email) VALUES (?) ON CONFLICT ON CONSTRAINT uq_users_email DO NOTHING
     * }</pre>
     */
    public ConflictTarget onConstraintConflict(String constraint) {
        return new ConflictTarget(
                this, new OnConflict(List.of(), requireNonNull(constraint, "constraint"), null, null));
    }

    /**
     * This insert with the values returned that it does not set itself: identities, defaults and computed columns, in
     * the order of the table's columns; an error if there are none.
     *
     * <pre>{@code
     * insert(users).set(users.name, "sandy").returningDefaults()
     *
     * INSERT INTO user_account (name) VALUES (?) RETURNING id, created_at
     * }</pre>
     */
    public Returning<Row> returningDefaults() {
        return Returning.of(this, Returning.Wanted.DEFAULTS);
    }

    @Override
    boolean makes(ColumnExpression<?> column) {
        boolean hasDefault = source == null && column.insertDefault() != null;
        return !columns.contains(column.original()) && (column.isServerGenerated() || hasDefault);
    }

    @Override
    public <T> Insert option(ExecutionOption<T> option, T value) {
        return new Insert(table, columns, rows, source, conflict, options.with(option, value));
    }

    @Override
    public TableExpression table() {
        return table;
    }

    /** The columns that are set, in the order of each row. */
    public List<ColumnExpression<?>> columns() {
        return columns;
    }

    /** The rows, each in the order of the columns; empty for an insert of defaults or from a query. */
    public List<List<ExpressionNode>> rows() {
        return rows;
    }

    /** The query whose rows are inserted, or null. */
    public @Nullable Query<?> source() {
        return source;
    }

    /** What to do about a row that is there already, or null where it is an error. */
    public @Nullable OnConflict conflict() {
        return conflict;
    }

    @Override
    public ExecutionOptions options() {
        return options;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitInsert(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(table);
        structure.token(columns);
        structure.token(rows.size());
        for (List<ExpressionNode> row : rows) {
            structure.nodes(row);
        }
        structure.optional(source);
        structure.token(conflict != null);
        if (conflict != null) {
            conflict.describe(structure);
        }
    }
}
