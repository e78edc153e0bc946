package io.cinnabar.sql;

import io.cinnabar.type.SqlType;
import org.jspecify.annotations.Nullable;

/** A value that is bound to a placeholder when the statement is executed. */
public final class BindValue extends ExpressionNode {
    private final @Nullable Object value;
    private final SqlType<?> type;

    BindValue(@Nullable Object value, SqlType<?> type) {
        super(1);
        this.value = value;
        this.type = type;
    }

    /** The value; hidden from messages and never part of SQL text. */
    public @Nullable Object value() {
        return value;
    }

    /** The type as which the value is bound. */
    public SqlType<?> type() {
        return type;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitBindValue(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.value(this);
    }
}
