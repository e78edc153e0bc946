package io.cinnabar.schema;

/** {@code CREATE SEQUENCE …}. */
public final class CreateSequence extends SchemaStatement {
    private final Sequence sequence;
    private final boolean ifNotExists;

    /** The statement, of the sequence; whether an existing sequence is left alone. */
    public CreateSequence(Sequence sequence, boolean ifNotExists) {
        this.sequence = sequence;
        this.ifNotExists = ifNotExists;
    }

    /** The sequence. */
    public Sequence sequence() {
        return sequence;
    }

    /** Whether an existing sequence is left alone. */
    public boolean ifNotExists() {
        return ifNotExists;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitCreateSequence(this);
    }
}
