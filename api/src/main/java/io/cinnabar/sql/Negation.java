package io.cinnabar.sql;

/** A negated condition: {@code NOT a}. */
public final class Negation extends ExpressionNode {
    private final ExpressionNode operand;

    Negation(ExpressionNode operand) {
        super(operand.depth() + 1);
        this.operand = operand;
    }

    /** The condition that is negated. */
    public ExpressionNode operand() {
        return operand;
    }

    @Override
    public int precedence() {
        return Operator.NOT;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitNegation(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.node(operand);
    }
}
