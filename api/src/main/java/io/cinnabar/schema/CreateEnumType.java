package io.cinnabar.schema;

import io.cinnabar.type.EnumType;
import org.jspecify.annotations.Nullable;

/** {@code CREATE TYPE … AS ENUM (…)}. */
public final class CreateEnumType extends SchemaStatement {
    private final EnumType<?> type;
    private final @Nullable String schemaName;

    /** The statement, of the type; the schema, or null for the default one. */
    public CreateEnumType(EnumType<?> type, @Nullable String schemaName) {
        this.type = type;
        this.schemaName = schemaName;
    }

    /** The type. */
    public EnumType<?> type() {
        return type;
    }

    /** The schema, or null for the default one. */
    public @Nullable String schemaName() {
        return schemaName;
    }

    @Override
    public <R> R accept(SchemaVisitor<R> visitor) {
        return visitor.visitCreateEnumType(this);
    }
}
