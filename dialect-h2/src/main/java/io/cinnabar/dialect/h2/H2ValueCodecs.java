package io.cinnabar.dialect.h2;

import io.cinnabar.core.type.StandardValueCodecs;
import io.cinnabar.core.type.ValueCodec;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.Json;
import io.cinnabar.type.JsonMapper;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TypeKind;
import io.cinnabar.type.Types;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.h2.api.Interval;
import org.jspecify.annotations.Nullable;

/** The codecs of r2dbc-h2's values. Not everything comes back as it went: H2 makes 0.0 of a negative zero. */
final class H2ValueCodecs extends StandardValueCodecs {
    private static final int MAX_DIGITS = 1_000;
    private static final long MAX_INTERVAL_SECONDS = 999_999_999_999_999_999L;

    H2ValueCodecs(@Nullable JsonMapper jsonMapper) {
        super(jsonMapper);
    }

    @Override
    public @Nullable Object read(Readable row, int index) {
        try {
            return row.get(index);
        } catch (IllegalArgumentException | ClassCastException | StackOverflowError unknownToDriver) {
            // Where the driver has no codec, it takes the one for parameters, which calls itself without end.
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "The driver r2dbc-h2 cannot read values of this type. Cast it in the statement, to VARCHAR for"
                            + " example.",
                    unknownToDriver);
        }
    }

    @Override
    public Object natural(Object raw) {
        if (raw instanceof Object[] elements) {
            List<@Nullable Object> values = new ArrayList<>(elements.length);
            for (Object element : elements) {
                values.add(element == null ? null : natural(element));
            }
            return Collections.unmodifiableList(values);
        }
        if (raw instanceof ByteBuffer) {
            return bytes(raw);
        }
        if (raw instanceof Interval interval) {
            return interval.getQualifier().isYearMonth() ? period(interval) : duration(interval);
        }
        return raw;
    }

    @Override
    protected ValueCodec<?> scalar(SqlType<?> type) {
        ValueCodec<?> standard = super.scalar(type);
        return type.kind() == TypeKind.NUMERIC
                ? codec(BigDecimal.class, H2ValueCodecs::storable, raw -> (BigDecimal) standard.decode(raw))
                : standard;
    }

    /** A number as H2 has them, with no digits or some behind the point: the driver refuses {@code 1E+3} as it is. */
    private static BigDecimal storable(BigDecimal value) {
        long digits = Math.max(value.precision(), (long) value.precision() - value.scale());
        if (digits > MAX_DIGITS || value.scale() > MAX_DIGITS) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "The number has more than " + MAX_DIGITS + " digits, which H2 cannot hold. Round it before.");
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    @Override
    protected ValueCodec<String> text() {
        return codec(String.class, H2ValueCodecs::storable, raw -> read(raw, String.class));
    }

    /** Text that is one: half of a surrogate pair would become a question mark without an error. */
    private static String storable(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (!Character.isSurrogate(text.charAt(index))) {
                continue;
            }
            if (index + 1 == text.length() || !Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1))) {
                throw new ValueConversionException(
                        ErrorCode.VALUE_INVALID,
                        "The text holds half of a surrogate pair at index " + index
                                + ", which is no character and would be stored as '?'. It was probably cut in the middle"
                                + " of one.");
            }
            index++;
        }
        return text;
    }

    @Override
    protected ValueCodec<byte[]> binary() {
        return codec(byte[].class, value -> value, H2ValueCodecs::bytes);
    }

    /** Bytes of BINARY types come as an array, those of a BLOB in a buffer. */
    private static byte[] bytes(Object raw) {
        if (raw instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return read(raw, byte[].class);
    }

    @Override
    protected ValueCodec<Duration> interval() {
        return codec(Duration.class, H2ValueCodecs::storable, raw -> duration(read(raw, Interval.class)));
    }

    private static Duration storable(Duration value) {
        if (value.abs().getSeconds() > MAX_INTERVAL_SECONDS) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "The duration " + value + " is too long: an interval of H2 has up to 18 digits of seconds.");
        }
        return value;
    }

    private static Duration duration(Interval interval) {
        if (interval.getQualifier().isYearMonth()) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "An interval of years or months has no fixed length and cannot be read as a Duration.");
        }
        try {
            return Duration.ofSeconds(Math.multiplyExact(interval.getDays(), 86_400L))
                    .plusSeconds(Math.multiplyExact(interval.getHours(), 3_600L))
                    .plusSeconds(Math.multiplyExact(interval.getMinutes(), 60L))
                    .plusSeconds(interval.getSeconds())
                    .plusNanos(interval.getNanosOfSecond());
        } catch (ArithmeticException tooLong) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "An interval of the database is longer than a Duration can be.",
                    tooLong);
        }
    }

    private static Period period(Interval interval) {
        try {
            return Period.of(Math.toIntExact(interval.getYears()), Math.toIntExact(interval.getMonths()), 0);
        } catch (ArithmeticException tooLong) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE, "An interval of the database is longer than a Period can be.", tooLong);
        }
    }

    /** Documents go as bytes, which H2 parses; it would make a JSON string of text. */
    @Override
    protected ValueCodec<Json> jsonText() {
        return codec(
                byte[].class,
                document -> storable(document.text()).getBytes(StandardCharsets.UTF_8),
                raw -> Json.of(read(raw, String.class)));
    }

    @Override
    protected <E> ValueCodec<List<E>> array(ArrayType<E> type) {
        ValueCodec<E> element = codec(type.element());
        return codec(
                Object[].class, list -> encoded(list, element), raw -> decoded(read(raw, Object[].class), element));
    }

    private static <E> Object[] encoded(List<E> list, ValueCodec<E> codec) {
        var elements = new Object[list.size()];
        for (int index = 0; index < elements.length; index++) {
            E value = list.get(index);
            // The driver refuses a null inside an array, but not a parameter that is one.
            elements[index] = value == null ? Parameters.in(codec.boundClass()) : codec.encode(value);
        }
        align(elements, greatestScale(elements));
        return elements;
    }

    /** The driver lets H2 convert numbers to the greatest scale of an array without the session that this takes. */
    private static void align(Object[] elements, int scale) {
        for (int index = 0; index < elements.length; index++) {
            if (elements[index] instanceof BigDecimal number) {
                elements[index] = number.setScale(scale);
            } else if (elements[index] instanceof Object[] nested) {
                align(nested, scale);
            }
        }
    }

    private static int greatestScale(Object[] elements) {
        int scale = 0;
        for (Object element : elements) {
            if (element instanceof BigDecimal number) {
                scale = Math.max(scale, number.scale());
            } else if (element instanceof Object[] nested) {
                scale = Math.max(scale, greatestScale(nested));
            }
        }
        return scale;
    }

    @SuppressWarnings("NullAway") // the elements of a list can be null, which ArrayType's class does not say
    private static <E> List<E> decoded(@Nullable Object[] elements, ValueCodec<E> codec) {
        var values = new ArrayList<E>(elements.length);
        for (Object element : elements) {
            values.add(element == null ? null : codec.decode(element));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    protected ValueCodec<Object> unknown() {
        // The driver has no codec for a null of the class Object, and binds those of all others alike.
        return codec(String.class, this::unknownBind, this::natural);
    }

    private Object unknownBind(Object value) {
        if (value instanceof List<?> list) {
            Object[] elements = list.stream()
                    .map(element -> element == null ? Parameters.in(String.class) : unknownBind(element))
                    .toArray();
            align(elements, greatestScale(elements));
            return elements;
        }
        boolean needsCodec = value instanceof String
                || value instanceof BigDecimal
                || value instanceof Duration
                || value instanceof Json
                || value instanceof Enum<?>;
        return needsCodec ? codec(Types.of(value)).encode(value) : value;
    }
}
