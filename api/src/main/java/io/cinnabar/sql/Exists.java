package io.cinnabar.sql;

/** Whether a query has a row: {@code EXISTS (SELECT …)}. */
public final class Exists extends ExpressionNode {
    private final Query<?> query;

    Exists(Query<?> query) {
        super(query.depth() + 1);
        this.query = query;
    }

    /** The query. */
    public Query<?> query() {
        return query;
    }

    @Override
    public <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitExists(this, context);
    }

    @Override
    public void describe(Structure structure) {
        structure.node(query);
    }
}
