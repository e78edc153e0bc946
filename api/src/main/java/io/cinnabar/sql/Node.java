package io.cinnabar.sql;

/**
 * A part of a statement's tree. Nodes are immutable and safe to share between threads and statements. Two nodes are
 * equal only when they are the same object; whether two statements have the same structure is the business of the
 * compiled cache, which reads {@link #describe}.
 */
public abstract sealed class Node permits Statement, ExpressionNode, FromItem, SortKey {
    private static final int MAX_HASHED_DEPTH = 200;

    private final int depth;
    private int structuralHash;

    Node(int depth) {
        this.depth = depth;
    }

    /** Hands this node to the method of the visitor that is meant for its class. */
    public abstract <C> void accept(SqlVisitor<C> visitor, C context);

    /**
     * Tells everything that decides about the SQL text of this node, in a fixed order: its tokens, children and values.
     */
    public abstract void describe(Structure structure);

    /** The number of levels of this node and those below it, 1 for a leaf; a query counts as several. */
    public final int depth() {
        return depth;
    }

    /** A hash of the structure, without bind values: equal for statements that compile to the same SQL. */
    public final int structuralHash() {
        int hash = structuralHash; // a race computes the same value twice, which does no harm
        if (hash == 0) {
            // What is deeper than any compiler goes has a hash all the same, but not one that recurses to its leaves.
            hash = depth > MAX_HASHED_DEPTH ? 31 * getClass().hashCode() + depth : StructuralHash.of(this);
            structuralHash = hash;
        }
        return hash;
    }

    static int depthOver(Iterable<? extends Node> children) {
        int deepest = 0;
        for (Node child : children) {
            deepest = Math.max(deepest, child.depth());
        }
        return deepest + 1;
    }

    static int depthOver(Node first, Node second) {
        return Math.max(first.depth(), second.depth()) + 1;
    }
}
