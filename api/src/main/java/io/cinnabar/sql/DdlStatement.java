package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;

/** A statement that changes the schema. The statements themselves are in {@code io.cinnabar.schema}. */
public abstract non-sealed class DdlStatement extends Statement {

    /** A statement on the schema. */
    protected DdlStatement() {
        super(1);
    }

    @Override
    public ExecutionOptions options() {
        return ExecutionOptions.NONE;
    }

    /** Execution options have no meaning for a statement on the schema. */
    @Override
    public <T> Statement option(ExecutionOption<T> option, T value) {
        throw new InvalidRequestException(
                ErrorCode.STATEMENT_MISUSED,
                "A schema statement takes no execution options; set '" + option.name()
                        + "' on the connection instead.");
    }

    /** Hands this statement to {@link SqlVisitor#visitDdl}. */
    @Override
    public final <C> void accept(SqlVisitor<C> visitor, C context) {
        visitor.visitDdl(this, context);
    }

    /** Schema statements are never cached: each is a structure of its own. */
    @Override
    public final void describe(Structure structure) {
        structure.token(this);
    }
}
