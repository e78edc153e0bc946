package io.cinnabar.schema;

/** {@code CREATE SCHEMA …}. */
public final class CreateSchema extends SchemaStatement {
    private final String name;
    private final boolean ifNotExists;

    /** The statement, of the name of the schema; whether an existing schema is left alone. */
    public CreateSchema(String name, boolean ifNotExists) {
        this.name = name;
        this.ifNotExists = ifNotExists;
    }

    /** The name of the schema. */
    public String name() {
        return name;
    }

    /** Whether an existing schema is left alone. */
    public boolean ifNotExists() {
        return ifNotExists;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitCreateSchema(this);
    }
}
