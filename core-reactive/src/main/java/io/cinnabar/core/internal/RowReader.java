package io.cinnabar.core.internal;

import io.cinnabar.core.type.ValueCodec;
import io.cinnabar.core.type.ValueCodecs;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.sql.RowHeader;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.TextStatement;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one result: each column once, by position. Used by one result at a time.
 *
 * @param <R> the class of a row
 */
final class RowReader<R> implements BiFunction<Row, RowMetadata, R> {
    private final RowStatement<R> statement;
    private final ValueCodecs codecs;
    private final ValueCodec<?>[] columns;
    private @Nullable RowHeader header;
    private boolean isWidthChecked;

    RowReader(RowStatement<R> statement, Plan plan, ValueCodecs codecs) {
        this.statement = statement;
        this.codecs = codecs;
        this.columns = plan.columnCodecs();
        this.header = columns.length == 0 ? null : plan.header(statement);
        this.isWidthChecked = columns.length == 0 || !(statement instanceof TextStatement<?>);
    }

    @Override
    public R apply(Row row, RowMetadata metadata) {
        RowHeader known = header;
        if (known == null) {
            known = described(metadata);
            header = known;
        } else if (!isWidthChecked) {
            checkWidth(metadata);
        }
        return statement.row(columns.length == 0 ? natural(row, known.size()) : decoded(row), known);
    }

    /** Text says how many columns it returns only by the types that it was given. */
    private void checkWidth(RowMetadata metadata) {
        isWidthChecked = true;
        int width = metadata.getColumnMetadatas().size();
        if (width != columns.length) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "The statement was told to have " + columns.length + " columns, but the database returned " + width
                            + ". Name as many types as the text selects.");
        }
    }

    private static RowHeader described(RowMetadata metadata) {
        List<String> names = metadata.getColumnMetadatas().stream()
                .<String>map(ColumnMetadata::getName)
                .toList();
        return new RowHeader(names, List.of());
    }

    private @Nullable Object[] natural(Row row, int width) {
        @Nullable Object[] values = new @Nullable Object[width];
        for (int index = 0; index < width; index++) {
            Object raw = codecs.read(row, index);
            values[index] = raw == null ? null : natural(raw, index);
        }
        return values;
    }

    private Object natural(Object raw, int index) {
        try {
            return codecs.natural(raw);
        } catch (CinnabarException unreadable) {
            throw named(index, unreadable);
        }
    }

    private @Nullable Object[] decoded(Row row) {
        @Nullable Object[] values = new @Nullable Object[columns.length];
        int index = 0;
        try {
            for (; index < columns.length; index++) {
                Object raw = codecs.read(row, index);
                values[index] = raw == null ? null : columns[index].decode(raw);
            }
        } catch (CinnabarException unreadable) {
            throw named(index, unreadable);
        }
        return values;
    }

    private ValueConversionException named(int index, CinnabarException unreadable) {
        String name = header == null ? Integer.toString(index) : header.names().get(index);
        String message = String.valueOf(unreadable.getMessage());
        int code = message.lastIndexOf(" [");
        return new ValueConversionException(
                ErrorCode.VALUE_UNREADABLE,
                "Column '" + name + "' cannot be read: " + (code < 0 ? message : message.substring(0, code)),
                unreadable);
    }
}
