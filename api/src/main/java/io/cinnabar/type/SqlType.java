package io.cinnabar.type;

import java.util.function.Function;

/**
 * A SQL type: the family and size that the database is told, and the Java class that carries its values. Types are
 * immutable values, equal when they mean the same, and safe to share.
 *
 * @param <T> the Java class of a value
 */
public sealed interface SqlType<T>
        permits NumericType,
                TextType,
                BooleanType,
                BinaryType,
                TemporalType,
                UuidType,
                JsonType,
                EnumType,
                ArrayType,
                MappedType,
                UnknownType {

    /** The family of this type. */
    TypeKind kind();

    /** The Java class of a value of this type. */
    Class<?> javaType();

    /** The type whose values travel to and from the database: this one, but for a mapped type the one underneath. */
    default SqlType<?> storage() {
        return this;
    }

    /**
     * A type with another Java class on top of this one, such as {@code BIGINT.map(Cents.class, Cents::value,
     * Cents::new)}. Nulls pass through; the functions never see one. Keep the result in a constant: two calls make two
     * types, and statements that use them are compiled apart.
     */
    default <J> MappedType<J, T> map(
            Class<J> javaType,
            Function<? super J, ? extends T> toDatabase,
            Function<? super T, ? extends J> fromDatabase) {
        return new MappedType<>(javaType, this, toDatabase, fromDatabase);
    }

    /** An array of this type, such as {@code BIGINT[]} on PostgreSQL. */
    default ArrayType<T> array() {
        return new ArrayType<>(this);
    }
}
