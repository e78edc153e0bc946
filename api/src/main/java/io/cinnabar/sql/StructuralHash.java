package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/** Computes the structural hash of one node from its tokens and the hashes of its children. */
final class StructuralHash implements Structure {
    private int hash;

    private StructuralHash(Class<?> nodeClass) {
        hash = nodeClass.hashCode();
    }

    static int of(Node node) {
        var structure = new StructuralHash(node.getClass());
        node.describe(structure);
        return structure.hash == 0 ? 1 : structure.hash;
    }

    @Override
    public void token(@Nullable Object token) {
        hash = 31 * hash + (token == null ? 0 : token.hashCode());
    }

    @Override
    public void node(Node child) {
        hash = 31 * hash + child.structuralHash();
    }

    @Override
    public void source(FromItem source) {
        // A column's source is described in FROM; walking it again at each column would cost more than it tells apart.
        hash = 31 * hash + source.getClass().hashCode();
    }

    @Override
    public void value(BindValue value) {
        hash = 31 * hash + value.type().hashCode();
    }
}
