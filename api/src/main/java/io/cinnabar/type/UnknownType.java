package io.cinnabar.type;

/** The type of which nothing is known: values are read and bound in the database's natural Java form. */
public record UnknownType() implements SqlType<Object> {
    @Override
    public TypeKind kind() {
        return TypeKind.UNKNOWN;
    }

    @Override
    public Class<Object> javaType() {
        return Object.class;
    }
}
