package io.cinnabar.sql;

/** Turns a statement into readable SQL; a dialect is one. */
public interface StatementRenderer {

    /**
     * The SQL text of a statement, with placeholders where values are bound. Signals an error if it cannot be rendered.
     */
    String render(Statement statement);
}
