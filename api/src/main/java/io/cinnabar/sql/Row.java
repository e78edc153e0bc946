package io.cinnabar.sql;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result: values by column, by name and by position (from 0). Immutable and detached from the connection.
 * Two rows are equal when their values are.
 */
public sealed class Row permits Row1, Row2, Row3, Row4, Row5, Row6, Row7, Row8, Row9, Row10 {
    private final @Nullable Object[] values;
    private final RowHeader header;

    Row(@Nullable Object[] values, RowHeader header) {
        this.values = values;
        this.header = header;
    }

    /** A row of values, which it takes over, under the columns of a header. */
    public static Row of(@Nullable Object[] values, RowHeader header) {
        if (values.length != header.size()) {
            throw new IllegalArgumentException(
                    "A row of " + header.size() + " columns cannot have " + values.length + " values.");
        }
        return new Row(values, header);
    }

    /** The number of columns. */
    public final int size() {
        return values.length;
    }

    /** The names of the columns. */
    public final List<String> names() {
        return header.names();
    }

    /** The value at a position from 0, or null where it is NULL. */
    public final @Nullable Object get(int position) {
        if (position < 0 || position >= values.length) {
            throw new InvalidRequestException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    "The row has no position " + position + "; its " + values.length + " columns are " + header.names()
                            + ", counted from 0.");
        }
        return values[position];
    }

    /** The value at a position from 0 as a class, or null where it is NULL. */
    public final <T> @Nullable T get(int position, Class<T> javaType) {
        return cast(get(position), javaType, position);
    }

    /** The value of the column with a name, or null where it is NULL. */
    public final @Nullable Object get(String name) {
        return values[header.index(name)];
    }

    /** The value of the column with a name as a class, or null where it is NULL. */
    public final <T> @Nullable T get(String name, Class<T> javaType) {
        int index = header.index(name);
        return cast(values[index], javaType, index);
    }

    /** The value of a selected column or other expression, or null where it is NULL. */
    @SuppressWarnings({"unchecked", "NullAway"
    }) // read by the type of this expression; T itself says whether it can be null
    public final <T extends @Nullable Object> T get(Expression<T> expression) {
        return (T) values[header.index(expression)];
    }

    /** The values by name, in the order of the columns. Signals an error where a name repeats. */
    public final Map<String, @Nullable Object> toMap() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int index = 0; index < values.length; index++) {
            String name = header.names().get(index);
            map.put(name, values[header.index(name)]);
        }
        return Collections.unmodifiableMap(map);
    }

    /** The values, in the order of the columns. */
    public final List<@Nullable Object> values() {
        return Collections.unmodifiableList(Arrays.<@Nullable Object>asList(values));
    }

    /** The header, which all rows of a result share. */
    public final RowHeader header() {
        return header;
    }

    @SuppressWarnings({"unchecked", "NullAway"
    }) // the type that the statement was built with; T itself says whether it can be null
    final <T extends @Nullable Object> T value(int position) {
        return (T) values[position];
    }

    private <T> @Nullable T cast(@Nullable Object value, Class<T> javaType, int position) {
        if (value != null && !javaType.isInstance(value)) {
            throw new InvalidRequestException(
                    ErrorCode.VALUE_UNREADABLE,
                    "Column '" + header.names().get(position) + "' holds a "
                            + value.getClass().getSimpleName() + ", not a " + javaType.getSimpleName()
                            + ". Ask for that class, or select a cast.");
        }
        return javaType.cast(value);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Row row && Arrays.deepEquals(values, row.values);
    }

    @Override
    public final int hashCode() {
        return Arrays.deepHashCode(values);
    }

    /** The values in parentheses. */
    @Override
    public final String toString() {
        String text = Arrays.deepToString(values);
        return "(" + text.substring(1, text.length() - 1) + ")";
    }
}
