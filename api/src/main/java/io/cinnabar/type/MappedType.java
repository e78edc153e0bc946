package io.cinnabar.type;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/**
 * A type with a Java class of the user's on top of another type; made by {@link SqlType#map}.
 *
 * @param javaType the user's class
 * @param base the type underneath
 * @param toDatabase from the user's class to the type underneath; never sees null
 * @param fromDatabase from the type underneath to the user's class; never sees null
 * @param <J> the user's class
 * @param <D> the Java class of the type underneath
 */
public record MappedType<J, D>(
        Class<J> javaType,
        SqlType<D> base,
        Function<? super J, ? extends D> toDatabase,
        Function<? super D, ? extends J> fromDatabase)
        implements SqlType<J> {

    /** Checks that all parts are there. */
    public MappedType {
        requireNonNull(javaType, "javaType");
        requireNonNull(base, "base");
        requireNonNull(toDatabase, "toDatabase");
        requireNonNull(fromDatabase, "fromDatabase");
    }

    @Override
    public TypeKind kind() {
        return base.kind();
    }

    @Override
    public SqlType<?> storage() {
        return base.storage();
    }
}
