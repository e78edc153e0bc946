package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An UPDATE statement. Immutable, each method gives a new one. Without a condition it changes every row. */
public final class Update extends DmlStatement {
    private final TableExpression table;
    private final List<Assignment> assignments;
    private final @Nullable ExpressionNode where;
    private final ExecutionOptions options;

    private Update(
            TableExpression table,
            List<Assignment> assignments,
            @Nullable ExpressionNode where,
            ExecutionOptions options) {
        super(depth(assignments, where));
        this.table = table;
        this.assignments = assignments;
        this.where = where;
        this.options = options;
    }

    static Update of(TableExpression table) {
        return new Update(table, List.of(), null, ExecutionOptions.NONE);
    }

    private static int depth(List<Assignment> assignments, @Nullable ExpressionNode where) {
        int deepest = where == null ? 0 : where.depth();
        for (Assignment assignment : assignments) {
            deepest = Math.max(deepest, assignment.value().depth());
        }
        return deepest + 1;
    }

    /** Sets a column to a value, which is bound: {@code SET a = ?}. */
    public <T extends @Nullable Object> Update set(ColumnExpression<T> column, @Nullable T value) {
        return with(column, Typed.bind(value, column.type()));
    }

    /** Sets a column to an expression: {@code SET a = a + ?}. */
    public <T extends @Nullable Object> Update set(ColumnExpression<T> column, Expression<? extends T> value) {
        return with(column, value.node());
    }

    /** Sets a column to NULL: {@code SET a = NULL}. */
    public Update setNull(ColumnExpression<?> column) {
        return with(column, Typed.bind(null, column.type()));
    }

    private Update with(ColumnExpression<?> column, ExpressionNode value) {
        RowValues.checkOwner(table, column);
        if (assignments.stream().anyMatch(assignment -> assignment.column().original() == column.original())) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED, "Column '" + column.name() + "' is set twice.");
        }
        var more = new ArrayList<>(assignments);
        more.add(new Assignment(column, value));
        return new Update(table, List.copyOf(more), where, options);
    }

    /** Adds conditions, all of which must hold: {@code WHERE a AND b}. */
    public Update where(Condition... conditions) {
        ExpressionNode all = where;
        for (Condition condition : conditions) {
            all = all == null ? condition.node() : Junction.of(Junction.Kind.AND, all, condition.node());
        }
        return new Update(table, assignments, all, options);
    }

    /**
     * This update with the values returned that it does not set itself: defaults of updates and computed columns, in
     * the order of the table's columns; an error if there are none.
     *
     * <pre>{@code
     * update(users).set(users.name, "sandy").returningDefaults()
     *
     * UPDATE user_account SET name = ?, changed_at = CURRENT_TIMESTAMP RETURNING changed_at
     * }</pre>
     */
    public Returning<Row> returningDefaults() {
        return Returning.of(this, Returning.Wanted.DEFAULTS);
    }

    @Override
    boolean makes(ColumnExpression<?> column) {
        boolean isSet = assignments.stream().anyMatch(each -> each.column().original() == column.original());
        return !isSet && (column.isComputed() || column.updateDefault() != null);
    }

    @Override
    public <T> Update option(ExecutionOption<T> option, T value) {
        return new Update(table, assignments, where, options.with(option, value));
    }

    @Override
    public TableExpression table() {
        return table;
    }

    /** The columns that are set, in the order in which they were given. */
    public List<Assignment> assignments() {
        return assignments;
    }

    /** The condition on rows, or null for all rows. */
    public @Nullable ExpressionNode whereCondition() {
        return where;
    }

    @Override
    public ExecutionOptions options() {
        return options;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitUpdate(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.node(table);
        structure.token(assignments.size());
        for (Assignment assignment : assignments) {
            structure.token(assignment.column());
            structure.node(assignment.value());
        }
        structure.optional(where);
    }
}
