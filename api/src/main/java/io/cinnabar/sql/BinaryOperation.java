package io.cinnabar.sql;

/** An operator between two expressions. */
public final class BinaryOperation extends ExpressionNode {
    private final ExpressionNode left;
    private final Operator operator;
    private final ExpressionNode right;

    BinaryOperation(ExpressionNode left, Operator operator, ExpressionNode right) {
        super(depthOver(left, right));
        this.left = left;
        this.operator = operator;
        this.right = right;
    }

    /** The left operand. */
    public ExpressionNode left() {
        return left;
    }

    /** The operator. */
    public Operator operator() {
        return operator;
    }

    /** The right operand. */
    public ExpressionNode right() {
        return right;
    }

    @Override
    public int precedence() {
        return operator.precedence();
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitBinary(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(operator);
        structure.node(left);
        structure.node(right);
    }
}
