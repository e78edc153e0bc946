package io.cinnabar.sql;

/** A selected label by its name, for ORDER BY and GROUP BY. */
public final class LabelReference extends ExpressionNode {
    private final String name;

    LabelReference(String name) {
        super(1);
        this.name = name;
    }

    /** The name of a selected label. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitLabelReference(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(name);
    }
}
