package io.cinnabar.sql;

/** Membership in the rows of a query: {@code a IN (SELECT …)}. */
public final class InQuery extends ExpressionNode {
    private final boolean negated;
    private final ExpressionNode operand;
    private final Query<?> query;

    InQuery(boolean negated, ExpressionNode operand, Query<?> query) {
        super(depthOver(operand, query));
        this.negated = negated;
        this.operand = operand;
        this.query = query;
    }

    /** Whether this is NOT IN. */
    public boolean negated() {
        return negated;
    }

    /** The tested expression. */
    public ExpressionNode operand() {
        return operand;
    }

    /** The query, which has one column. */
    public Query<?> query() {
        return query;
    }

    @Override
    public int precedence() {
        return Operator.COMPARISON;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitInQuery(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(negated);
        structure.node(operand);
        structure.node(query);
    }
}
