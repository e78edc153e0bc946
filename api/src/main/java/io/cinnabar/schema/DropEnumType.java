package io.cinnabar.schema;

import io.cinnabar.type.EnumType;
import org.jspecify.annotations.Nullable;

/** {@code DROP TYPE …}. */
public final class DropEnumType extends SchemaStatement {
    private final EnumType<?> type;
    private final @Nullable String schemaName;
    private final boolean ifExists;

    /** The statement, of the type; the schema, or null for the default one; whether a missing type is no error. */
    public DropEnumType(EnumType<?> type, @Nullable String schemaName, boolean ifExists) {
        this.type = type;
        this.schemaName = schemaName;
        this.ifExists = ifExists;
    }

    /** The type. */
    public EnumType<?> type() {
        return type;
    }

    /** The schema, or null for the default one. */
    public @Nullable String schemaName() {
        return schemaName;
    }

    /** Whether a missing type is no error. */
    public boolean ifExists() {
        return ifExists;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitDropEnumType(this);
    }
}
