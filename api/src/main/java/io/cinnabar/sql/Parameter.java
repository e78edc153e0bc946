package io.cinnabar.sql;

import io.cinnabar.type.SqlType;

/** A named parameter, whose value is given when the statement is executed. */
public final class Parameter extends ExpressionNode {
    private final String name;
    private final SqlType<?> type;

    Parameter(String name, SqlType<?> type) {
        super(1);
        this.name = name;
        this.type = type;
    }

    /** The type as which the value is bound. */
    public SqlType<?> type() {
        return type;
    }

    /** The name under which a value is given when the statement is executed. */
    @Override
    public String name() {
        return name;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitParameter(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.token(name);
        structure.token(type);
    }
}
