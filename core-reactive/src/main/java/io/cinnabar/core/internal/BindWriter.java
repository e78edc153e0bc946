package io.cinnabar.core.internal;

import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.Compiled;
import io.cinnabar.core.type.ValueCodec;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.sql.Parameters;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.SqlType;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the values of a statement's binds, encodes them and binds them. */
final class BindWriter {
    private final Prepared prepared;
    private final List<Parameters> rows;
    private final int maxBinds;
    private final @Nullable Object[] values;
    private final int[] sizes;

    BindWriter(Prepared prepared, List<Parameters> rows, int maxBinds) {
        this.prepared = prepared;
        this.rows = rows;
        this.maxBinds = maxBinds;
        List<BindSlot> slots = prepared.plan().compiled().slots();
        this.values = new Object[slots.size()];
        this.sizes = new int[slots.size()];
        int exact = 0;
        int padded = 0;
        for (int index = 0; index < slots.size(); index++) {
            BindSlot slot = slots.get(index);
            values[index] = value(slot);
            if (slot.isExpanding()) {
                sizes[index] = elements(values[index], slot).size();
            }
            exact += slot.isExpanding() ? sizes[index] : 1;
            padded += slot.isExpanding() ? Compiled.paddedSize(sizes[index]) : 1;
        }
        checkCount(exact);
        if (padded <= maxBinds) {
            Arrays.setAll(sizes, index -> Compiled.paddedSize(sizes[index]));
        }
    }

    private void checkCount(int binds) {
        if (binds > maxBinds) {
            throw new InvalidRequestException(
                    ErrorCode.TOO_MANY_BINDS,
                    "The statement binds " + binds + " values, but the database takes " + maxBinds
                            + " at most. Use executeMany(…) for rows, or split the list.");
        }
    }

    /** The number of rows of parameters. */
    int rowCount() {
        return rows.size();
    }

    /** The number of markers of each slot. */
    int[] sizes() {
        return sizes;
    }

    /** Whether there is anything to bind. */
    boolean hasBinds() {
        return values.length > 0;
    }

    private @Nullable Object value(BindSlot slot) {
        BindSlot.Source source = slot.source();
        if (source instanceof BindSlot.Held held) {
            return prepared.values().get(held.ordinal()).value();
        }
        if (source instanceof BindSlot.Named named) {
            return listed(slot, named(named.name(), rows.get(0)));
        }
        if (source instanceof BindSlot.OfRow ofRow) {
            return ofRow.row() < 0 ? column(ofRow.name()) : named(ofRow.name(), rows.get(ofRow.row()));
        }
        if (source instanceof BindSlot.Generated generated) {
            return generated.row() < 0 && slot.type() instanceof ArrayType<?>
                    ? rows.stream()
                            .<@Nullable Object>map(row -> generated.supplier().get())
                            .toList()
                    : generated.supplier().get();
        }
        return ((BindSlot.Constant) source).value();
    }

    /** A list may be given as any collection. */
    private static @Nullable Object listed(BindSlot slot, @Nullable Object value) {
        boolean isCollection = value instanceof Collection<?> && !(value instanceof List<?>);
        return isCollection && slot.type() instanceof ArrayType<?> ? new ArrayList<>((Collection<?>) value) : value;
    }

    private List<@Nullable Object> column(String name) {
        var column = new ArrayList<@Nullable Object>(rows.size());
        for (Parameters row : rows) {
            column.add(named(name, row));
        }
        return column;
    }

    private static @Nullable Object named(String name, Parameters parameters) {
        @Nullable Object value = parameters.get(name);
        if (value == null && !parameters.has(name)) {
            throw new InvalidRequestException(
                    ErrorCode.PARAMETER_MISSING,
                    "The parameter '" + name + "' has no value; values were given for " + parameters.names() + ".");
        }
        return value;
    }

    private static Collection<?> elements(@Nullable Object value, BindSlot slot) {
        if (value instanceof Collection<?> elements) {
            return elements;
        }
        throw new InvalidRequestException(
                ErrorCode.VALUE_INVALID, "The list of IN" + describe(slot) + " must be a collection.");
    }

    /** Binds the values. */
    void bindTo(Statement statement) {
        List<BindSlot> slots = prepared.plan().compiled().slots();
        int position = 0;
        for (int index = 0; index < slots.size(); index++) {
            BindSlot slot = slots.get(index);
            ValueCodec<?> codec = prepared.plan().bindCodec(index);
            if (!slot.isExpanding()) {
                bind(statement, position++, codec, values[index], slot);
                continue;
            }
            List<?> elements = new ArrayList<>(elements(values[index], slot));
            for (int element = 0; element < sizes[index]; element++) {
                // Padding repeats the last element, which does not change what the list contains.
                Object value = elements.get(Math.min(element, elements.size() - 1));
                bind(statement, position++, codec, value, slot);
            }
        }
    }

    private static void bind(
            Statement statement, int position, ValueCodec<?> codec, @Nullable Object value, BindSlot slot) {
        Object encoded = value == null ? codec.encodedNull() : encode(codec, value, slot);
        if (encoded == null) {
            statement.bindNull(position, codec.boundClass());
        } else {
            statement.bind(position, encoded);
        }
    }

    @SuppressWarnings("unchecked") // a value of another class is caught below
    private static <T> Object encode(ValueCodec<T> codec, Object value, BindSlot slot) {
        checkClass(value, slot);
        try {
            return codec.encode((T) value);
        } catch (CinnabarException refusal) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "The value" + describe(slot) + " cannot be bound: " + withoutCode(refusal),
                    refusal);
        } catch (ClassCastException wrongClass) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "The value" + describe(slot) + " is a " + value.getClass().getName()
                            + ", which is no value of type " + slot.type().kind() + ".",
                    wrongClass);
        }
    }

    private static void checkClass(Object value, BindSlot slot) {
        SqlType<?> type = slot.type();
        if (!slot.isExpanding() && !type.javaType().isInstance(value)) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "The value" + describe(slot) + " must be a "
                            + type.javaType().getSimpleName() + ", but it is a "
                            + value.getClass().getName() + ".");
        }
    }

    private static String withoutCode(CinnabarException refusal) {
        String message = String.valueOf(refusal.getMessage());
        int code = message.lastIndexOf(" [");
        return code < 0 ? message : message.substring(0, code);
    }

    private static String describe(BindSlot slot) {
        if (slot.source() instanceof BindSlot.Named named) {
            return " of parameter '" + named.name() + "'";
        }
        if (slot.source() instanceof BindSlot.OfRow ofRow) {
            return " of '" + ofRow.name() + "'" + (ofRow.row() < 0 ? "" : " in row " + (ofRow.row() + 1));
        }
        return " of a bind of type " + slot.type().kind();
    }

    /** The values, for the log. */
    List<@Nullable Object> values() {
        return Arrays.asList(values);
    }
}
