package io.cinnabar.schema;

/** {@code ALTER TABLE … DROP CONSTRAINT …}. */
public final class DropConstraint extends SchemaStatement {
    private final Constraint constraint;

    /** The statement, of the constraint, which must have a name. */
    public DropConstraint(Constraint constraint) {
        this.constraint = constraint;
    }

    /** The constraint, which must have a name. */
    public Constraint constraint() {
        return constraint;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitDropConstraint(this);
    }
}
