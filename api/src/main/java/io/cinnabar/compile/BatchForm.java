package io.cinnabar.compile;

/** How one statement takes many rows of parameters. */
public enum BatchForm {
    /** One array for each parameter; the SQL is the same for any number of rows. */
    ARRAYS,
    /** A list of rows, each with binds of its own; the SQL depends on the number of rows. */
    ROWS,
    /** The statement cannot take many rows, and is executed once for each. */
    REPEATED
}
