package io.cinnabar.sql;

/** A sign in front of an expression: {@code -a}. */
public final class UnaryOperation extends ExpressionNode {
    private final String symbol;
    private final ExpressionNode operand;

    UnaryOperation(String symbol, ExpressionNode operand) {
        super(operand.depth() + 1);
        this.symbol = symbol;
        this.operand = operand;
    }

    /** The SQL symbol. */
    public String symbol() {
        return symbol;
    }

    /** The operand. */
    public ExpressionNode operand() {
        return operand;
    }

    @Override
    public int precedence() {
        return Operator.SIGN;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitUnary(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(symbol);
        structure.node(operand);
    }
}
