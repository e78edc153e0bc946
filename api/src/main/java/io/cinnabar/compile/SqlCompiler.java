package io.cinnabar.compile;

import io.cinnabar.sql.Statement;

/** Compiles statements for one dialect. Stateless and thread-safe. */
public interface SqlCompiler {

    /** Compiles a statement. Signals an error for what is incomplete or what the dialect cannot express. */
    Compiled compile(Statement statement);

    /** How a statement is compiled that is executed for many rows of parameters. */
    BatchForm batchForm(Statement statement);

    /**
     * Compiles a statement for many rows of parameters, in the form that {@link #batchForm} says. The binds are then
     * {@link BindSlot.OfRow} and {@link BindSlot.Generated}.
     *
     * @param rows the number of rows, which {@link BatchForm#ARRAYS} ignores
     */
    Compiled compileBatch(Statement statement, int rows);
}
