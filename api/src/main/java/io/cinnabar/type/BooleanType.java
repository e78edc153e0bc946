package io.cinnabar.type;

/** The type of truth values. */
public record BooleanType() implements SqlType<Boolean> {
    @Override
    public TypeKind kind() {
        return TypeKind.BOOLEAN;
    }

    @Override
    public Class<Boolean> javaType() {
        return Boolean.class;
    }
}
