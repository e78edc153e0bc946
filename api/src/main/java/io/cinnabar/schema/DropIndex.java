package io.cinnabar.schema;

/** {@code DROP INDEX …}. */
public final class DropIndex extends SchemaStatement {
    private final Index index;
    private final boolean ifExists;

    /** The statement, of the index; whether a missing index is no error. */
    public DropIndex(Index index, boolean ifExists) {
        this.index = index;
        this.ifExists = ifExists;
    }

    /** The index. */
    public Index index() {
        return index;
    }

    /** Whether a missing index is no error. */
    public boolean ifExists() {
        return ifExists;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitDropIndex(this);
    }
}
