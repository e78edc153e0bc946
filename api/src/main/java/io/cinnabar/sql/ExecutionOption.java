package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

/**
 * The typed key of an execution option. Cinnabar's own are in {@link ExecutionOptions}; a user may make others, which
 * listeners can read. Two keys are the same only if they are the same object.
 *
 * @param <T> the class of the option's value
 */
public final class ExecutionOption<T> {
    private final String name;
    private final Class<?> valueClass;

    private ExecutionOption(String name, Class<?> valueClass) {
        this.name = requireNonNull(name, "name");
        this.valueClass = requireNonNull(valueClass, "valueClass");
    }

    /** A new key, whose name is shown in messages. */
    public static <T> ExecutionOption<T> of(String name, Class<? super T> valueClass) {
        return new ExecutionOption<>(name, valueClass);
    }

    /** The name that messages show. */
    public String name() {
        return name;
    }

    @SuppressWarnings("unchecked") // values enter the map only together with a key of their own type
    T cast(Object value) {
        return (T) valueClass.cast(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
