package io.cinnabar.core.type;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.EnumType;
import io.cinnabar.type.Json;
import io.cinnabar.type.JsonMapper;
import io.cinnabar.type.JsonType;
import io.cinnabar.type.MappedType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.UnknownType;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Codecs over a driver whose values are the usual Java classes. Numbers are narrowed only where nothing is lost. A
 * dialect overrides what its driver does otherwise.
 */
public abstract class StandardValueCodecs implements ValueCodecs {
    private final @Nullable JsonMapper jsonMapper;

    /** Codecs that read and write JSON objects by a mapper, if there is one. */
    protected StandardValueCodecs(@Nullable JsonMapper jsonMapper) {
        this.jsonMapper = jsonMapper;
    }

    @Override
    public @Nullable Object read(Readable row, int index) {
        return row.get(index);
    }

    @Override
    public Object natural(Object raw) {
        return raw;
    }

    @Override
    @SuppressWarnings("unchecked") // each branch gives the codec of the class that the type has
    public final <T> ValueCodec<T> codec(SqlType<T> type) {
        SqlType<?> known = type;
        ValueCodec<?> codec;
        if (known instanceof MappedType<?, ?> mapped) {
            codec = mapped(mapped);
        } else if (known instanceof EnumType<?> enumType) {
            codec = enumeration(enumType);
        } else if (known instanceof JsonType<?> json) {
            codec = json.javaType() == Json.class ? jsonText() : jsonObject(json);
        } else if (known instanceof ArrayType<?> array) {
            codec = array(array);
        } else if (known instanceof UnknownType) {
            codec = unknown();
        } else {
            codec = scalar(known);
        }
        return (ValueCodec<T>) codec;
    }

    /** The codec of a scalar type. */
    protected ValueCodec<?> scalar(SqlType<?> type) {
        return switch (type.kind()) {
            case SMALLINT ->
                same(Short.class, raw ->
                        (short) NumberReading.whole(raw, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT"));
            case INTEGER ->
                same(Integer.class, raw ->
                        (int) NumberReading.whole(raw, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER"));
            case BIGINT -> same(Long.class, raw -> NumberReading.whole(raw, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT"));
            case NUMERIC -> same(BigDecimal.class, NumberReading::decimal);
            case REAL -> same(Float.class, raw -> NumberReading.floating(raw).floatValue());
            case DOUBLE -> same(Double.class, NumberReading::floating);
            case BOOLEAN -> same(Boolean.class, raw -> read(raw, Boolean.class));
            case CHAR, VARCHAR, TEXT -> text();
            case BINARY -> binary();
            case DATE -> same(LocalDate.class, raw -> read(raw, LocalDate.class));
            case TIME -> same(LocalTime.class, raw -> read(raw, LocalTime.class));
            case TIME_WITH_TIME_ZONE -> same(OffsetTime.class, raw -> read(raw, OffsetTime.class));
            case TIMESTAMP -> same(LocalDateTime.class, raw -> read(raw, LocalDateTime.class));
            case TIMESTAMP_WITH_TIME_ZONE -> same(OffsetDateTime.class, raw -> read(raw, OffsetDateTime.class));
            case INTERVAL -> interval();
            case UUID -> same(UUID.class, raw -> read(raw, UUID.class));
            case JSON, ENUM, ARRAY, UNKNOWN ->
                throw new ValueConversionException(
                        ErrorCode.TYPE_UNKNOWN, "No codec is known for the type " + type + ".");
        };
    }

    /** The codec of text. */
    protected ValueCodec<String> text() {
        return same(String.class, raw -> read(raw, String.class));
    }

    /** The codec of bytes. */
    protected abstract ValueCodec<byte[]> binary();

    /** The codec of durations. */
    protected abstract ValueCodec<Duration> interval();

    /** The codec of JSON text. */
    protected abstract ValueCodec<Json> jsonText();

    /** The codec of arrays. */
    protected abstract <E> ValueCodec<List<E>> array(ArrayType<E> type);

    /** The codec of the constants of an enum. */
    protected <E extends Enum<E>> ValueCodec<E> enumeration(EnumType<E> type) {
        return new Simple<>(String.class, null, Enum::name, raw -> constant(type, enumLabel(raw)));
    }

    /** The name of an enum's constant in what the driver gave. */
    protected String enumLabel(Object raw) {
        return read(raw, String.class);
    }

    /** The codec of values of which nothing is known. */
    protected ValueCodec<Object> unknown() {
        return new Simple<>(Object.class, null, value -> value, this::natural);
    }

    private <J, D> ValueCodec<J> mapped(MappedType<J, D> type) {
        ValueCodec<D> base = codec(type.base());
        return new Simple<>(
                base.boundClass(),
                base.encodedNull(),
                value -> base.encode(type.toDatabase().apply(value)),
                raw -> type.fromDatabase().apply(base.decode(raw)));
    }

    private <T> ValueCodec<T> jsonObject(JsonType<T> type) {
        JsonMapper mapper = jsonMapper;
        if (mapper == null) {
            throw new ValueConversionException(
                    ErrorCode.TYPE_UNKNOWN,
                    "A column of json(" + type.javaType().getSimpleName()
                            + ".class) needs a JsonMapper. Give the engine one with EngineOptions.withJsonMapper(…).");
        }
        ValueCodec<Json> text = jsonText();
        return new Simple<>(
                text.boundClass(),
                text.encodedNull(),
                value -> text.encode(new Json(mapper.write(value))),
                raw -> mapper.read(text.decode(raw).text(), type.javaType()));
    }

    private static <E extends Enum<E>> E constant(EnumType<E> type, String label) {
        for (E constant : type.javaType().getEnumConstants()) {
            if (constant.name().equals(label)) {
                return constant;
            }
        }
        throw new ValueConversionException(
                ErrorCode.VALUE_UNREADABLE,
                "'" + label + "' is no constant of the enum " + type.javaType().getName() + "; it has " + type.labels()
                        + ".");
    }

    /** A value as a class that it must have. */
    protected static <T> T read(Object raw, Class<T> javaType) {
        if (!javaType.isInstance(raw)) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "A value of the Java class " + raw.getClass().getName() + " cannot be read as "
                            + javaType.getSimpleName() + ". Compare the column's type with that of the database.");
        }
        return javaType.cast(raw);
    }

    /** A codec that binds values as they are. */
    protected static <T> ValueCodec<T> same(Class<T> javaType, Function<Object, ? extends T> decoding) {
        return new Simple<>(javaType, null, value -> value, decoding);
    }

    /** A codec of two functions. */
    protected static <T> ValueCodec<T> codec(
            Class<?> boundClass, Function<? super T, ?> encoding, Function<Object, ? extends T> decoding) {
        return new Simple<>(boundClass, null, encoding, decoding);
    }

    private record Simple<T>(
            Class<?> boundClass,
            @Nullable Object encodedNull,
            Function<? super T, ?> encoding,
            Function<Object, ? extends T> decoding)
            implements ValueCodec<T> {
        @Override
        public Object encode(T value) {
            return encoding.apply(value);
        }

        @Override
        public T decode(Object raw) {
            return decoding.apply(raw);
        }
    }
}
