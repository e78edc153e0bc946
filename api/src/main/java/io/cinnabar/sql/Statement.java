package io.cinnabar.sql;

/**
 * A statement that an engine executes: immutable, safe to keep in a constant and to share between threads. Executing it
 * does not change it.
 */
public abstract sealed class Statement extends Node permits RowStatement, DmlStatement, DdlStatement {

    Statement(int depth) {
        super(depth);
    }

    /** The options of this statement; they give way to those of a call and override those of a connection. */
    public abstract ExecutionOptions options();

    /** This statement with an execution option, such as {@code option(ExecutionOptions.FETCH_SIZE, 100)}. */
    public abstract <T> Statement option(ExecutionOption<T> option, T value);

    /** The SQL of this statement in a dialect, with placeholders where values are bound. */
    public final String sql(StatementRenderer dialect) {
        return dialect.render(this);
    }

    /** Readable SQL of the default dialect, without the values. Never fails. */
    @Override
    public final String toString() {
        return DefaultRenderer.describe(this);
    }
}
