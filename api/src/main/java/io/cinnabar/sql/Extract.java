package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/** A field of a date or time: {@code EXTRACT(YEAR FROM a)}. */
public final class Extract extends ExpressionNode {
    private final DateField field;
    private final ExpressionNode operand;

    Extract(DateField field, ExpressionNode operand) {
        super(operand.depth() + 1);
        this.field = field;
        this.operand = operand;
    }

    /** The field. */
    public DateField field() {
        return field;
    }

    /** The date or time. */
    public ExpressionNode operand() {
        return operand;
    }

    @Override
    public @Nullable String name() {
        return "extract";
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitExtract(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(field);
        structure.node(operand);
    }
}
