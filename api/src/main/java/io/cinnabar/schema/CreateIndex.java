package io.cinnabar.schema;

/** {@code CREATE INDEX …}. */
public final class CreateIndex extends SchemaStatement {
    private final Index index;
    private final boolean ifNotExists;

    /** The statement, of the index; whether an existing index is left alone. */
    public CreateIndex(Index index, boolean ifNotExists) {
        this.index = index;
        this.ifNotExists = ifNotExists;
    }

    /** The index. */
    public Index index() {
        return index;
    }

    /** Whether an existing index is left alone. */
    public boolean ifNotExists() {
        return ifNotExists;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitCreateIndex(this);
    }
}
