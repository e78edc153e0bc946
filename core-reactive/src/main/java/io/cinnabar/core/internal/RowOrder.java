package io.cinnabar.core.internal;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ResultException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Identity;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.NextValue;
import io.cinnabar.sql.OnConflict;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Update;
import io.cinnabar.type.MappedType;
import io.cinnabar.type.SqlType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows that an insert of many rows returns into the order of its parameters, which no database promises: by
 * the numbers that an identity column or a sequence drew, as they are drawn in that order, or by a key that the
 * parameters themselves set.
 */
final class RowOrder {
    private final List<Column<?>> sentinels;
    private final int[] places;
    private final List<Column<?>> missing;
    private final @Nullable List<String> keyParameters;
    private final boolean isFalling;

    private RowOrder(
            List<? extends Expression<?>> selected,
            List<Column<?>> sentinels,
            @Nullable List<String> keyParameters,
            boolean isFalling) {
        this.sentinels = sentinels;
        this.places = new int[sentinels.size()];
        this.missing = new ArrayList<>();
        this.keyParameters = keyParameters;
        this.isFalling = isFalling;
        for (int index = 0; index < places.length; index++) {
            places[index] = place(sentinels.get(index), selected);
        }
    }

    private int place(Column<?> sentinel, List<? extends Expression<?>> selected) {
        for (int place = 0; place < selected.size(); place++) {
            if (selected.get(place).node() == sentinel) {
                return place;
            }
        }
        missing.add(sentinel);
        return selected.size() + missing.size() - 1;
    }

    /**
     * How the rows of an insert are ordered, or null where they cannot be and each row must be inserted on its own.
     *
     * @param selected the columns that are asked for, behind which those stand that are needed besides
     */
    static @Nullable RowOrder of(Insert insert, List<? extends Expression<?>> selected) {
        if (!(insert.table() instanceof Table table)) {
            return null;
        }
        OnConflict conflict = insert.conflict();
        if (conflict != null && conflict.update() != null) {
            return byConflict(insert, conflict, conflict.update(), selected);
        }
        for (Column<?> column : table.columns()) {
            if (column.identity() != null && !insert.columns().contains(column)) {
                return new RowOrder(selected, List.of(column), null, isFalling(column.identity()));
            }
            if (column.isPrimaryKey() && drawn(insert, column) instanceof NextValue next && next.increment() != 0) {
                return new RowOrder(selected, List.of(column), null, next.increment() < 0);
            }
        }
        return byKey(
                insert, table.columns().stream().filter(Column::isPrimaryKey).toList(), selected);
    }

    private static boolean isFalling(@Nullable Identity identity) {
        return identity != null && identity.increment() < 0;
    }

    /** What an insert sets a column to, or null. */
    private static @Nullable ExpressionNode drawn(Insert insert, Column<?> column) {
        int index = insert.columns().indexOf(column);
        return index < 0 ? null : insert.rows().get(0).get(index);
    }

    /** A row that was there already keeps its own number; what it has in common with its parameters is the key. */
    private static @Nullable RowOrder byConflict(
            Insert insert, OnConflict conflict, Update update, List<? extends Expression<?>> selected) {
        var key = new ArrayList<Column<?>>();
        for (ExpressionNode target : conflict.targets()) {
            boolean isChanged = update.assignments().stream()
                    .anyMatch(assignment -> assignment.column().original() == target);
            if (!(target instanceof Column<?> column) || isChanged || column.updateDefault() != null) {
                return null;
            }
            key.add(column);
        }
        return byKey(insert, key, selected);
    }

    private static @Nullable RowOrder byKey(
            Insert insert, List<Column<?>> key, List<? extends Expression<?>> selected) {
        var parameters = new ArrayList<String>();
        for (Column<?> column : key) {
            String parameter = BatchTemplate.parameterOf(insert, column);
            if (parameter == null || !comesBackAsItWent(column.type())) {
                return null;
            }
            parameters.add(parameter);
        }
        return key.isEmpty() ? null : new RowOrder(selected, key, parameters, false);
    }

    /**
     * Whether values are never padded, rounded or cut when they are stored, so that a key can be found by its value.
     */
    private static boolean comesBackAsItWent(SqlType<?> type) {
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT, NUMERIC, VARCHAR, TEXT, BOOLEAN, DATE, UUID, ENUM, BINARY -> true;
            case CHAR,
                    REAL,
                    DOUBLE,
                    TIME,
                    TIME_WITH_TIME_ZONE,
                    TIMESTAMP,
                    TIMESTAMP_WITH_TIME_ZONE,
                    INTERVAL,
                    JSON,
                    ARRAY,
                    UNKNOWN -> false;
        };
    }

    /** The columns that must be returned besides those that were asked for. */
    List<Column<?>> missing() {
        return missing;
    }

    /** The rows of one statement in the order of its parameters. */
    List<Row> sort(List<Row> rows, List<Parameters> parameters) {
        return keyParameters == null ? byNumber(rows) : byKey(rows, parameters, keyParameters);
    }

    private List<Row> byNumber(List<Row> rows) {
        Comparator<Row> drawn = Comparator.comparingLong(row -> number(row.get(places[0])));
        return rows.stream().sorted(isFalling ? drawn.reversed() : drawn).toList();
    }

    private List<Row> byKey(List<Row> rows, List<Parameters> parameters, List<String> names) {
        Map<List<Object>, Row> byKey = new HashMap<>();
        rows.forEach(row -> byKey.put(
                key(IntStream.of(places).<@Nullable Object>mapToObj(row::get).toList()), row));
        var sorted = new ArrayList<Row>(rows.size());
        for (Parameters each : parameters) {
            Row row = byKey.remove(
                    key(names.stream().<@Nullable Object>map(each::get).toList()));
            if (row != null) {
                sorted.add(row);
            }
        }
        if (sorted.size() < rows.size()) {
            throw new ResultException(
                    ErrorCode.ROW_UNMAPPABLE,
                    "The rows that the insert returned cannot be matched with its parameters: the database changed a"
                            + " key. Insert the rows one by one.");
        }
        return sorted; // fewer than the parameters where the database left rows out
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private List<Object> key(List<@Nullable Object> values) {
        return IntStream.range(0, values.size())
                .mapToObj(index -> comparable(sentinels.get(index).type(), values.get(index)))
                .toList();
    }

    /** A value as it is stored, in a form that is equal for equal values. */
    private static Object comparable(SqlType<?> type, @Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (type instanceof MappedType<?, ?> mapped) {
            return comparable(mapped.base(), stored(mapped, value));
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        return value;
    }

    private static <J, D> @Nullable Object stored(MappedType<J, D> type, Object value) {
        return type.toDatabase().apply(type.javaType().cast(value));
    }
}
