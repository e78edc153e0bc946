package io.cinnabar.sql;

/** A query as a value: {@code (SELECT …)}. */
public final class ScalarSubquery extends ExpressionNode {
    private final Query<?> query;

    ScalarSubquery(Query<?> query) {
        super(query.depth() + 1);
        this.query = query;
    }

    /** The query, which has one column and at most one row. */
    public Query<?> query() {
        return query;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitScalarSubquery(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.node(query);
    }
}
