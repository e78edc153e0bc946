package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/** A DELETE statement. Immutable, each method gives a new one. Without a condition it deletes every row. */
public final class Delete extends DmlStatement {
    private final TableExpression table;
    private final @Nullable ExpressionNode where;
    private final ExecutionOptions options;

    private Delete(TableExpression table, @Nullable ExpressionNode where, ExecutionOptions options) {
        super(where == null ? 1 : where.depth() + 1);
        this.table = table;
        this.where = where;
        this.options = options;
    }

    static Delete of(TableExpression table) {
        return new Delete(table, null, ExecutionOptions.NONE);
    }

    /** Adds conditions, all of which must hold: {@code WHERE a AND b}. */
    public Delete where(Condition... conditions) {
        ExpressionNode all = where;
        for (Condition condition : conditions) {
            all = all == null ? condition.node() : Junction.of(Junction.Kind.AND, all, condition.node());
        }
        return new Delete(table, all, options);
    }

    @Override
    public <T> Delete option(ExecutionOption<T> option, T value) {
        return new Delete(table, where, options.with(option, value));
    }

    @Override
    boolean makes(ColumnExpression<?> column) {
        return false;
    }

    @Override
    public TableExpression table() {
        return table;
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
        visitor.visitDelete(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.node(table);
        structure.optional(where);
    }
}
