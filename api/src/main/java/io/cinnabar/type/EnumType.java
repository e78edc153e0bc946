package io.cinnabar.type;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The type of an enum's constants, stored under their names. On databases with named enum types (PostgreSQL) it is a
 * type of its own, created before the tables that use it; elsewhere it is the database's inline enum or a text column.
 *
 * @param javaType the enum
 * @param name the name of the type in databases that name their enum types
 * @param <E> the enum
 */
public record EnumType<E extends Enum<E>>(Class<E> javaType, String name) implements SqlType<E> {

    /** Checks that there is an enum and a name. */
    public EnumType {
        requireNonNull(javaType, "javaType");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("An enum type needs a name.");
        }
    }

    /** The type of an enum, named like the class in lower case with underscores: {@code OrderState → order_state}. */
    EnumType(Class<E> javaType) {
        this(javaType, snakeCase(javaType.getSimpleName()));
    }

    @Override
    public TypeKind kind() {
        return TypeKind.ENUM;
    }

    /** The stored names, in the order of the enum. */
    public List<String> labels() {
        return Arrays.stream(javaType.getEnumConstants()).map(Enum::name).toList();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
