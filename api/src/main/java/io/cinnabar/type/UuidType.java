package io.cinnabar.type;

import java.util.UUID;

/** The type of universally unique identifiers. */
public record UuidType() implements SqlType<UUID> {
    @Override
    public TypeKind kind() {
        return TypeKind.UUID;
    }

    @Override
    public Class<UUID> javaType() {
        return UUID.class;
    }
}
