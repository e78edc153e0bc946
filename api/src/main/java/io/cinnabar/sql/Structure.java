package io.cinnabar.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Node} tells about itself. Reading it is the one generic way through a tree: the structural hash, the
 * key of the compiled cache, the collection of bind values and the inference of FROM are all written on top of it, so
 * that a new node takes part in each of them at once.
 */
public interface Structure {

    /** A part that is equal in statements of the same structure: a name, an operator, a type, a table. */
    void token(@Nullable Object token);

    /** A child. */
    void node(Node child);

    /** The source of a column, which usually is described elsewhere in the statement too. */
    void source(FromItem source);

    /** A value that is bound, and so is no part of the structure; only its type is. */
    void value(BindValue value);

    /** A child that may be missing. */
    default void optional(@Nullable Node child) {
        if (child == null) {
            token(null);
        } else {
            node(child);
        }
    }

    /** Children, their number first. */
    default void nodes(List<? extends Node> children) {
        token(children.size());
        for (int i = 0; i < children.size(); i++) {
            node(children.get(i));
        }
    }
}
