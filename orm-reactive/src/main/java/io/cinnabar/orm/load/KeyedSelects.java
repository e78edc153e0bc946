package io.cinnabar.orm.load;

import static java.util.Objects.requireNonNull;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/** Selects of objects by their keys. */
public final class KeyedSelects {
    private KeyedSelects() {}

    /** The objects with keys. */
    public static <E> Select<E> byKeys(Mapper<E> mapper, List<IdentityKey> keys) {
        return Sql.select(mapper.entity()).where(isOneOf(mapper, keys));
    }

    /** That a row is one of those with keys. */
    @SuppressWarnings("unchecked") // the database compares the values with its own
    public static Condition isOneOf(Mapper<?> mapper, List<IdentityKey> keys) {
        List<Column<?>> columns = mapper.keyColumns().stream()
                .<Column<?>>map(MappedColumn::column)
                .toList();
        if (columns.size() > 1) {
            return isOneOf(columns, keys.stream().map(IdentityKey::values).toList());
        }
        var column = (Column<Object>) columns.get(0);
        return keys.size() == 1
                ? column.eq(keys.get(0).key())
                : column.in(keys.stream().map(IdentityKey::key).toList());
    }

    /** That columns have the values of one of several lists: {@code a = 1 AND b = 2 OR a = 3 AND b = 4}. */
    @SuppressWarnings("unchecked") // the database compares the values with its own
    static Condition isOneOf(List<? extends Expression<?>> columns, List<? extends List<?>> keys) {
        var alternatives = new ArrayList<Condition>();
        for (List<?> key : keys) {
            var parts = new ArrayList<Condition>();
            for (int index = 0; index < columns.size(); index++) {
                parts.add(((Expression<Object>) columns.get(index)).eq(key.get(index)));
            }
            alternatives.add(Sql.and(parts));
        }
        return Sql.or(alternatives);
    }

    /** The identity of a key as users give it. Signals an error if it is no key of the class. */
    public static IdentityKey key(Mapper<?> mapper, Object id) {
        requireNonNull(id, "id");
        List<?> values = IdentityKey.split(mapper, id);
        IdentityKey key = values == null ? null : IdentityKey.of(mapper, values);
        if (key == null) {
            throw new InvalidRequestException(
                    ErrorCode.KEY_MISSING,
                    "A " + id.getClass().getSimpleName() + " is not a key of " + mapper.name() + ", whose key is "
                            + mapper.keyColumns() + ". Give a value for each of its columns, none of them null.");
        }
        for (int index = 0; index < key.values().size(); index++) {
            Class<?> expected = mapper.keyColumns().get(index).column().type().javaType();
            Object value = key.values().get(index);
            if (!expected.isInstance(value)) {
                throw new InvalidRequestException(
                        ErrorCode.KEY_MISSING,
                        "'" + mapper.keyColumns().get(index) + "' is part of the key of " + mapper.name()
                                + " and takes a " + expected.getSimpleName() + ", not a "
                                + value.getClass().getSimpleName() + ".");
            }
        }
        return key;
    }
}
