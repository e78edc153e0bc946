package io.cinnabar.type;

import static java.util.Objects.requireNonNull;

/**
 * The type of JSON documents.
 *
 * @param javaType the class of a value: {@link Json}, or a class that the engine's {@link JsonMapper} reads and writes
 * @param <T> the Java class of a value
 */
public record JsonType<T>(Class<T> javaType) implements SqlType<T> {

    /** Checks that there is a class. */
    public JsonType {
        requireNonNull(javaType, "javaType");
    }

    @Override
    public TypeKind kind() {
        return TypeKind.JSON;
    }
}
