package io.cinnabar.schema;

/** {@code DROP SEQUENCE …}. */
public final class DropSequence extends SchemaStatement {
    private final Sequence sequence;
    private final boolean ifExists;

    /** The statement, of the sequence; whether a missing sequence is no error. */
    public DropSequence(Sequence sequence, boolean ifExists) {
        this.sequence = sequence;
        this.ifExists = ifExists;
    }

    /** The sequence. */
    public Sequence sequence() {
        return sequence;
    }

    /** Whether a missing sequence is no error. */
    public boolean ifExists() {
        return ifExists;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitDropSequence(this);
    }
}
