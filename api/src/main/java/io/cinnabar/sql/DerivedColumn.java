package io.cinnabar.sql;

import io.cinnabar.type.SqlType;

/** A column of an alias or a subquery. */
public final class DerivedColumn extends ExpressionNode {
    private final FromItem source;
    private final String name;
    private final SqlType<?> type;

    DerivedColumn(FromItem source, String name, SqlType<?> type) {
        super(source.depth()); // FROM, where the source stands, may be inferred from this column alone
        this.source = source;
        this.name = name;
        this.type = type;
    }

    /** The alias or subquery. */
    public FromItem source() {
        return source;
    }

    @Override
    public String name() {
        return name;
    }

    /** The type of the column. */
    public SqlType<?> type() {
        return type;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitDerivedColumn(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.source(source);
        structure.token(name);
    }
}
