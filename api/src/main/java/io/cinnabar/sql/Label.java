package io.cinnabar.sql;

/** An expression under a name: {@code a AS name}. */
public final class Label extends ExpressionNode {
    private final String name;
    private final ExpressionNode operand;

    Label(String name, ExpressionNode operand) {
        super(operand.depth() + 1);
        this.name = name;
        this.operand = operand;
    }

    /** What is named. */
    public ExpressionNode operand() {
        return operand;
    }

    /** The name. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitLabel(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(name);
        structure.node(operand);
    }
}
