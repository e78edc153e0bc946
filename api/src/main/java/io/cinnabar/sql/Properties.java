package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the properties of records and beans. */
final class Properties {
    /** The methods that read the properties of a class, by the names of these. */
    private static final ClassValue<Map<String, Method>> READERS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return Collections.unmodifiableMap(type.isRecord() ? components(type) : getters(type));
        }
    };

    private Properties() {}

    /** The properties of an object, by name. Signals an error for one that has none, or whose cannot be read. */
    static Map<String, @Nullable Object> of(Object source) {
        Class<?> type = requireNonNull(source, "source").getClass();
        Map<String, Method> readers = READERS.get(type);
        if (readers.isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.PARAMETER_MISSING,
                    type.getName() + " has no properties: it is neither a record nor a class with public getters. Use"
                            + " Parameters.of(…) for single values and maps.");
        }
        var properties = new LinkedHashMap<String, @Nullable Object>();
        readers.forEach((name, reader) -> properties.put(name, read(source, reader)));
        return properties;
    }

    private static Map<String, Method> components(Class<?> type) {
        var readers = new LinkedHashMap<String, Method>();
        for (RecordComponent component : type.getRecordComponents()) {
            readers.put(component.getName(), accessible(component.getAccessor()));
        }
        return readers;
    }

    private static Map<String, Method> getters(Class<?> type) {
        var readers = new LinkedHashMap<String, Method>();
        Arrays.stream(type.getMethods())
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> {
                    String name = property(method);
                    if (name != null) {
                        readers.put(name, accessible(method));
                    }
                });
        return readers;
    }

    private static @Nullable String property(Method method) {
        if (method.getParameterCount() > 0
                || Modifier.isStatic(method.getModifiers())
                || method.getDeclaringClass() == Object.class) {
            return null;
        }
        String name = method.getName();
        int prefix =
                name.startsWith("get") ? 3 : name.startsWith("is") && method.getReturnType() == boolean.class ? 2 : 0;
        return prefix == 0 || name.length() == prefix || !Character.isUpperCase(name.charAt(prefix))
                ? null
                : Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1);
    }

    private static Method accessible(Method method) {
        try {
            method.setAccessible(true); // a record that is private to its test or service is fine
            return method;
        } catch (RuntimeException inaccessible) {
            throw unreadable(method, inaccessible);
        }
    }

    private static @Nullable Object read(Object source, Method reader) {
        try {
            return reader.invoke(source);
        } catch (IllegalAccessException inaccessible) {
            throw unreadable(reader, inaccessible);
        } catch (InvocationTargetException failure) {
            throw unreadable(reader, requireNonNullElse(failure.getCause(), failure));
        }
    }

    private static InvalidRequestException unreadable(Method reader, Throwable cause) {
        return new InvalidRequestException(
                ErrorCode.PARAMETER_MISSING,
                reader.getDeclaringClass().getName() + "." + reader.getName()
                        + "() cannot be read for a parameter. Open its package to io.cinnabar, or use Parameters.of(…).",
                cause);
    }
}
