package io.cinnabar.type;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Map;

/** The generic SQL types, for static import. Each dialect renders them under its own names. */
public final class Types {
    /** A 16-bit integer. */
    public static final NumericType<Short> SMALLINT = new NumericType<>(TypeKind.SMALLINT, Short.class, null, null);
    /** A 32-bit integer. */
    public static final NumericType<Integer> INTEGER = new NumericType<>(TypeKind.INTEGER, Integer.class, null, null);
    /** A 64-bit integer. */
    public static final NumericType<Long> BIGINT = new NumericType<>(TypeKind.BIGINT, Long.class, null, null);
    /** An exact decimal number of the database's own precision. */
    public static final NumericType<BigDecimal> NUMERIC =
            new NumericType<>(TypeKind.NUMERIC, BigDecimal.class, null, null);
    /** A 32-bit floating-point number. */
    public static final NumericType<Float> REAL = new NumericType<>(TypeKind.REAL, Float.class, null, null);
    /** A 64-bit floating-point number. */
    public static final NumericType<Double> DOUBLE = new NumericType<>(TypeKind.DOUBLE, Double.class, null, null);
    /** A truth value. */
    public static final BooleanType BOOLEAN = new BooleanType();
    /** Text of any length. */
    public static final TextType TEXT = new TextType(TypeKind.TEXT, null);
    /** Bytes of any length. */
    public static final BinaryType BINARY = new BinaryType(null);
    /** A calendar date. */
    public static final TemporalType<LocalDate> DATE = new TemporalType<>(TypeKind.DATE, LocalDate.class, null);
    /** A time of day. */
    public static final TemporalType<LocalTime> TIME = new TemporalType<>(TypeKind.TIME, LocalTime.class, null);
    /** A time of day with an offset from UTC. */
    public static final TemporalType<OffsetTime> TIME_WITH_TIME_ZONE =
            new TemporalType<>(TypeKind.TIME_WITH_TIME_ZONE, OffsetTime.class, null);
    /** A date and a time of day, without a zone. */
    public static final TemporalType<LocalDateTime> TIMESTAMP =
            new TemporalType<>(TypeKind.TIMESTAMP, LocalDateTime.class, null);
    /** A point in time. PostgreSQL keeps the point and not the offset: values come back in UTC. */
    public static final TemporalType<OffsetDateTime> TIMESTAMP_WITH_TIME_ZONE =
            new TemporalType<>(TypeKind.TIMESTAMP_WITH_TIME_ZONE, OffsetDateTime.class, null);
    /** A point in time as an {@link Instant}, stored as {@link #TIMESTAMP_WITH_TIME_ZONE}. */
    public static final MappedType<Instant, OffsetDateTime> INSTANT = TIMESTAMP_WITH_TIME_ZONE.map(
            Instant.class, instant -> instant.atOffset(ZoneOffset.UTC), OffsetDateTime::toInstant);
    /** A duration, to the microsecond. A value of the database that counts months cannot be read as one. */
    public static final TemporalType<Duration> INTERVAL = new TemporalType<>(TypeKind.INTERVAL, Duration.class, null);
    /** A universally unique identifier. */
    public static final UuidType UUID = new UuidType();
    /** A JSON document as text; {@code jsonb} on PostgreSQL. */
    public static final JsonType<Json> JSON = new JsonType<>(Json.class);
    /** A type of which nothing is known. */
    public static final UnknownType UNKNOWN = new UnknownType();

    private static final Map<Class<?>, SqlType<?>> BY_CLASS = Map.ofEntries(
            Map.entry(Short.class, SMALLINT),
            Map.entry(Integer.class, INTEGER),
            Map.entry(Long.class, BIGINT),
            Map.entry(BigDecimal.class, NUMERIC),
            Map.entry(Float.class, REAL),
            Map.entry(Double.class, DOUBLE),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(String.class, TEXT),
            Map.entry(byte[].class, BINARY),
            Map.entry(LocalDate.class, DATE),
            Map.entry(LocalTime.class, TIME),
            Map.entry(OffsetTime.class, TIME_WITH_TIME_ZONE),
            Map.entry(LocalDateTime.class, TIMESTAMP),
            Map.entry(OffsetDateTime.class, TIMESTAMP_WITH_TIME_ZONE),
            Map.entry(Instant.class, INSTANT),
            Map.entry(Duration.class, INTERVAL),
            Map.entry(java.util.UUID.class, UUID),
            Map.entry(Json.class, JSON));

    private Types() {}

    /** Text of exactly {@code length} characters, padded with blanks: {@code CHAR(3)}. */
    public static TextType character(int length) {
        return new TextType(TypeKind.CHAR, length);
    }

    /** Text of at most {@code length} characters: {@code VARCHAR(30)}. */
    public static TextType varchar(int length) {
        return new TextType(TypeKind.VARCHAR, length);
    }

    /** Bytes, at most {@code length} of them where the database can say so: {@code VARBINARY(16)}. */
    public static BinaryType binary(int length) {
        return new BinaryType(length);
    }

    /** An exact decimal number: {@code NUMERIC(10, 2)}. */
    public static NumericType<BigDecimal> numeric(int precision, int scale) {
        return new NumericType<>(TypeKind.NUMERIC, BigDecimal.class, precision, scale);
    }

    /** The constants of an enum, stored by name; the type is named like the class in lower case with underscores. */
    public static <E extends Enum<E>> EnumType<E> enumeration(Class<E> javaType) {
        return new EnumType<>(javaType);
    }

    /** The constants of an enum, stored by name, with the name that the type has in the database. */
    public static <E extends Enum<E>> EnumType<E> enumeration(Class<E> javaType, String name) {
        return new EnumType<>(javaType, name);
    }

    /** A JSON document as an object, read and written by the engine's {@link JsonMapper}. */
    public static <T> JsonType<T> json(Class<T> javaType) {
        return new JsonType<>(javaType);
    }

    /** An array: {@code BIGINT[]}. */
    public static <E> ArrayType<E> array(SqlType<E> element) {
        return new ArrayType<>(element);
    }

    /** The generic type of a Java class; signals {@link InvalidRequestException} where there is none. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the map pairs each class with the type of its values
    public static <T> SqlType<T> of(Class<T> javaType) {
        SqlType<?> type = BY_CLASS.get(javaType);
        if (type == null && javaType.isEnum()) {
            type = new EnumType(javaType);
        }
        if (type == null) {
            throw new InvalidRequestException(
                    ErrorCode.TYPE_UNKNOWN,
                    "No SQL type is known for the Java class '" + javaType.getName()
                            + "'. Name the type, for example with literal(value, TYPE), or map one with TYPE.map(…).");
        }
        return (SqlType<T>) type;
    }

    /** The generic type of a value's class; signals {@link InvalidRequestException} where there is none. */
    @SuppressWarnings("unchecked") // an object's class is a class of its own type
    public static <T> SqlType<T> of(T value) {
        Class<?> javaType = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        return (SqlType<T>) of(javaType);
    }
}
