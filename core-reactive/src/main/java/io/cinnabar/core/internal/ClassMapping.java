package io.cinnabar.core.internal;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ResultException;
import io.cinnabar.sql.Row;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of rows by the names of a constructor's parameters. The constructor is looked up once.
 *
 * @param <T> the class of the objects
 */
public final class ClassMapping<T> {
    private final Class<T> target;
    private final MethodHandle constructor;
    private final List<Parameter> parameters;

    private ClassMapping(Class<T> target, MethodHandle constructor, List<Parameter> parameters) {
        this.target = target;
        this.constructor = constructor;
        this.parameters = parameters;
    }

    /** The mapping to a class. Signals an error for one that has no constructor to map by. */
    public static <T> ClassMapping<T> of(Class<T> target) {
        Constructor<?> constructor = constructor(target);
        List<Parameter> parameters = Arrays.asList(constructor.getParameters());
        if (parameters.stream().anyMatch(parameter -> !parameter.isNamePresent()) && !target.isRecord()) {
            throw new ResultException(
                    ErrorCode.ROW_UNMAPPABLE,
                    "The parameters of the constructor of " + target.getName()
                            + " have no names in its class file. Compile it with -parameters, make it a record, or use"
                            + " map(row -> …).");
        }
        try {
            constructor.setAccessible(true); // a record that is private to its test or service is fine
            MethodHandle handle = MethodHandles.lookup().unreflectConstructor(constructor);
            MethodHandle spread = handle.asType(MethodType.genericMethodType(parameters.size()))
                    .asSpreader(Object[].class, parameters.size());
            return new ClassMapping<>(target, spread, parameters);
        } catch (IllegalAccessException | RuntimeException inaccessible) {
            throw new ResultException(
                    ErrorCode.ROW_UNMAPPABLE,
                    "The constructor of " + target.getName()
                            + " cannot be reached. Open its package to io.cinnabar, or use" + " map(row -> …).",
                    inaccessible);
        }
    }

    private static Constructor<?> constructor(Class<?> target) {
        if (target.isRecord()) {
            Class<?>[] types = Arrays.stream(target.getRecordComponents())
                    .map(component -> component.getType())
                    .toArray(Class<?>[]::new);
            try {
                return target.getDeclaredConstructor(types);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException("A record has a canonical constructor.", impossible);
            }
        }
        Constructor<?>[] constructors = target.getConstructors();
        if (constructors.length != 1) {
            throw new ResultException(
                    ErrorCode.ROW_UNMAPPABLE,
                    target.getName() + " has " + constructors.length
                            + " public constructors; one is needed. Make it a record, or use map(row -> …).");
        }
        return constructors[0];
    }

    /** The object of a row. Signals an error where a parameter has no column, or the value does not fit it. */
    public T map(Row row) {
        Map<String, Integer> columns = new HashMap<>();
        List<String> names = row.names();
        for (int index = 0; index < names.size(); index++) {
            columns.put(plain(names.get(index)), index);
        }
        @Nullable Object[] arguments = new @Nullable Object[parameters.size()];
        for (int index = 0; index < arguments.length; index++) {
            arguments[index] = argument(row, columns, index);
        }
        return construct(arguments);
    }

    private @Nullable Object argument(Row row, Map<String, Integer> columns, int index) {
        Parameter parameter = parameters.get(index);
        String name = name(index);
        Integer column = columns.get(plain(name));
        if (column == null) {
            throw new ResultException(
                    ErrorCode.ROW_UNMAPPABLE,
                    "The row has no column for '" + name + "' of " + target.getName() + "; its columns are "
                            + row.names() + ". Select it, or label a column with that name.");
        }
        Object value = row.get(column);
        Class<?> type = MethodType.methodType(parameter.getType()).wrap().returnType();
        if (value == null ? parameter.getType().isPrimitive() : !type.isInstance(value)) {
            throw new ResultException(
                    ErrorCode.ROW_UNMAPPABLE,
                    "Column '" + row.names().get(column) + "' is "
                            + (value == null ? "NULL" : "a " + value.getClass().getSimpleName()) + ", but '" + name
                            + "' of " + target.getName() + " is a "
                            + parameter.getType().getSimpleName() + ".");
        }
        return value;
    }

    private String name(int index) {
        return target.isRecord()
                ? target.getRecordComponents()[index].getName()
                : parameters.get(index).getName();
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private T construct(@Nullable Object[] arguments) {
        try {
            return target.cast(constructor.invoke(arguments));
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new ResultException(
                    ErrorCode.ROW_UNMAPPABLE, "The constructor of " + target.getName() + " failed.", failure);
        }
    }
}
