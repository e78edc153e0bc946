package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;

/** The value that an insert would have given a column, had there been no conflict. Made by {@link Sql#excluded}. */
public final class ExcludedColumn extends ExpressionNode {
    private final ColumnExpression<?> column;

    private ExcludedColumn(ColumnExpression<?> column) {
        super(1);
        this.column = column;
    }

    static ExcludedColumn of(Expression<?> expression) {
        if (expression.node() instanceof ColumnExpression<?> column) {
            return new ExcludedColumn(column.original());
        }
        throw new InvalidRequestException(
                ErrorCode.STATEMENT_MISUSED,
                "excluded(…) takes a column of the table that is written. Use it for each column of an expression:"
                        + " excluded(a).plus(excluded(b)).");
    }

    /** The column. */
    public ColumnExpression<?> column() {
        return column;
    }

    @Override
    public String name() {
        return column.name();
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitExcluded(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(column);
    }
}
