package io.cinnabar.sql;

/** Membership in a list of values, which is one bind whatever its length: {@code a IN (…)}. */
public final class InList extends ExpressionNode {
    private final boolean negated;
    private final ExpressionNode operand;
    private final ExpressionNode list;

    InList(boolean negated, ExpressionNode operand, ExpressionNode list) {
        super(depthOver(operand, list));
        this.negated = negated;
        this.operand = operand;
        this.list = list;
    }

    /** Whether this is NOT IN. */
    public boolean negated() {
        return negated;
    }

    /** The tested expression. */
    public ExpressionNode operand() {
        return operand;
    }

    /** The list: a {@link BindValue} or {@link Parameter} of an array type. */
    public ExpressionNode list() {
        return list;
    }

    @Override
    public int precedence() {
        return Operator.COMPARISON;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitInList(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(negated);
        structure.node(operand);
        structure.node(list);
    }
}
