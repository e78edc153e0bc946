package io.cinnabar.sql;

/** A range test: {@code a BETWEEN b AND c}. */
public final class Between extends ExpressionNode {
    private final boolean negated;
    private final ExpressionNode operand;
    private final ExpressionNode low;
    private final ExpressionNode high;

    Between(boolean negated, ExpressionNode operand, ExpressionNode low, ExpressionNode high) {
        super(Math.max(depthOver(operand, low), depthOver(operand, high)));
        this.negated = negated;
        this.operand = operand;
        this.low = low;
        this.high = high;
    }

    /** Whether this is NOT BETWEEN. */
    public boolean negated() {
        return negated;
    }

    /** The tested expression. */
    public ExpressionNode operand() {
        return operand;
    }

    /** The lower bound, which belongs to the range. */
    public ExpressionNode low() {
        return low;
    }

    /** The upper bound, which belongs to the range. */
    public ExpressionNode high() {
        return high;
    }

    @Override
    public int precedence() {
        return Operator.COMPARISON;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitBetween(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(negated);
        structure.node(operand);
        structure.node(low);
        structure.node(high);
    }
}
