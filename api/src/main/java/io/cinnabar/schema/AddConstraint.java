package io.cinnabar.schema;

/** {@code ALTER TABLE … ADD CONSTRAINT …}. */
public final class AddConstraint extends SchemaStatement {
    private final Constraint constraint;

    /** The statement, of the constraint. */
    public AddConstraint(Constraint constraint) {
        this.constraint = constraint;
    }

    /** The constraint. */
    public Constraint constraint() {
        return constraint;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitAddConstraint(this);
    }
}
