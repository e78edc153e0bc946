package io.cinnabar.sql;

import io.cinnabar.type.SqlType;
import org.jspecify.annotations.Nullable;

/** A conversion in the database: {@code CAST(a AS type)}. */
public final class Cast extends ExpressionNode {
    private final ExpressionNode operand;
    private final SqlType<?> type;

    Cast(ExpressionNode operand, SqlType<?> type) {
        super(operand.depth() + 1);
        this.operand = operand;
        this.type = type;
    }

    /** The converted expression. */
    public ExpressionNode operand() {
        return operand;
    }

    /** The type converted to. */
    public SqlType<?> type() {
        return type;
    }

    @Override
    public @Nullable String name() {
        return operand.name();
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitCast(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(type);
        structure.node(operand);
    }
}
