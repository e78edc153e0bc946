package io.cinnabar.schema;

/** {@code DROP SCHEMA …}. */
public final class DropSchema extends SchemaStatement {
    private final String name;
    private final boolean ifExists;
    private final boolean cascade;

    /**
     * The statement, of the name of the schema; whether a missing schema is no error; whether what the schema holds is
     * dropped with it.
     */
    public DropSchema(String name, boolean ifExists, boolean cascade) {
        this.name = name;
        this.ifExists = ifExists;
        this.cascade = cascade;
    }

    /** The name of the schema. */
    public String name() {
        return name;
    }

    /** Whether a missing schema is no error. */
    public boolean ifExists() {
        return ifExists;
    }

    /** Whether what the schema holds is dropped with it. */
    public boolean cascade() {
        return cascade;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitDropSchema(this);
    }
}
