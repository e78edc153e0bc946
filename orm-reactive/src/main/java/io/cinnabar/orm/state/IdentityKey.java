package io.cinnabar.orm.state;

import io.cinnabar.mapping.Embedded;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes an object the one that stands for a row: the mapped class and the key. Immutable.
 *
 * @param entityClass the mapped class
 * @param key the value of a key of one column, else the list of the values of its columns
 */
public record IdentityKey(Class<?> entityClass, Object key) {

    /** The identity of the values of a key, in the order of its columns; null where one of them is null. */
    public static @Nullable IdentityKey of(Mapper<?> mapper, List<? extends @Nullable Object> values) {
        for (Object value : values) {
            if (value == null) {
                return null;
            }
        }
        Object key = values.size() == 1 ? values.get(0) : Collections.unmodifiableList(new ArrayList<Object>(values));
        return new IdentityKey(mapper.entityClass(), key);
    }

    /** The identity that an object has by its attributes; null where one of its key is not set. */
    public static <E> @Nullable IdentityKey of(Mapper<E> mapper, E entity) {
        if (mapper.keyColumns().size() == 1) {
            Object value = mapper.keyColumns().get(0).read(mapper.access(), entity);
            return value == null ? null : new IdentityKey(mapper.entityClass(), value);
        }
        var values = new ArrayList<@Nullable Object>(mapper.keyColumns().size());
        for (MappedColumn column : mapper.keyColumns()) {
            values.add(column.read(mapper.access(), entity));
        }
        return of(mapper, values);
    }

    /** The values, in the order of the columns of the key. */
    public List<?> values() {
        return key instanceof List<?> list ? list : List.of(key);
    }

    /**
     * The values of a key as users give them: the value of a key of one column; else its class, or a list of the values
     * in the order of the columns. Null where the object is no such key.
     */
    public static @Nullable List<?> split(Mapper<?> mapper, Object id) {
        int width = mapper.keyColumns().size();
        if (id instanceof List<?> list) {
            return list.size() == width ? list : null;
        }
        Embedded<?> keyClass = mapper.keyClass();
        if (keyClass != null) {
            List<@Nullable Object> values = keyClass.split(id);
            return values;
        }
        return width == 1 ? List.of(id) : null;
    }
}
