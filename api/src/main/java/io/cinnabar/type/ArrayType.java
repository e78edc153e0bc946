package io.cinnabar.type;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * An array of another type; a value is an unmodifiable list, whose elements may be null.
 *
 * @param element the type of the elements
 * @param <E> the Java class of an element
 */
public record ArrayType<E>(SqlType<E> element) implements SqlType<List<E>> {

    /** Checks that there is a type of elements. */
    public ArrayType {
        requireNonNull(element, "element");
    }

    @Override
    public TypeKind kind() {
        return TypeKind.ARRAY;
    }

    @Override
    public Class<?> javaType() {
        return List.class;
    }
}
