package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The built-in types whose values can be bound as parameters, alone and as arrays for {@code = ANY($1)} and
 * {@code unnest($1, $2)}. Every entry has been proven by a round trip with its edge values, with nulls in the array and
 * with the empty array.
 *
 * <p>A parameter carries the exact type, so the SQL needs no cast for the server to resolve it: {@code char(n)} columns
 * compare as {@code bpchar}, {@code json} columns take their text. {@link #castName} is what to write where a cast is
 * wanted all the same.
 *
 * <p>This replaces the driver's own binding, because there {@code byte[][]} and {@code ByteBuffer[]} are stored
 * corrupted, {@code Json[]}, {@code Duration[]} and {@code Period[]} have no codec, nested arrays flatten, an array
 * element type follows the Java class instead of the column, strings arrive as {@code varchar} (which an enum, json,
 * uuid or inet column refuses), {@code byte[]} travels as hexadecimal text, and half of a surrogate pair is stored as a
 * question mark.
 */
public enum PostgresBaseType {
    BOOL(PostgresOid.BOOL, PostgresOid.BOOL_ARRAY, "boolean", Boolean.class, ValueEncoder::bool),
    INT2(PostgresOid.INT2, PostgresOid.INT2_ARRAY, "smallint", Short.class, ValueEncoder::int2),
    INT4(PostgresOid.INT4, PostgresOid.INT4_ARRAY, "integer", Integer.class, ValueEncoder::int4),
    INT8(PostgresOid.INT8, PostgresOid.INT8_ARRAY, "bigint", Long.class, ValueEncoder::int8),
    OID(PostgresOid.OID, PostgresOid.OID_ARRAY, "oid", Long.class, ValueEncoder::oid),
    FLOAT4(PostgresOid.FLOAT4, PostgresOid.FLOAT4_ARRAY, "real", Float.class, ValueEncoder::float4),
    FLOAT8(PostgresOid.FLOAT8, PostgresOid.FLOAT8_ARRAY, "double precision", Double.class, ValueEncoder::float8),
    NUMERIC(
            PostgresOid.NUMERIC,
            PostgresOid.NUMERIC_ARRAY,
            "numeric",
            BigDecimal.class,
            null,
            ValueEncoder::numericText),
    TEXT(PostgresOid.TEXT, PostgresOid.TEXT_ARRAY, "text", String.class, ValueEncoder::string),
    VARCHAR(PostgresOid.VARCHAR, PostgresOid.VARCHAR_ARRAY, "varchar", String.class, ValueEncoder::string),
    /** {@code char(n)}: {@code char} alone would mean {@code char(1)}, and cut. */
    BPCHAR(PostgresOid.BPCHAR, PostgresOid.BPCHAR_ARRAY, "bpchar", String.class, ValueEncoder::string),
    NAME(PostgresOid.NAME, PostgresOid.NAME_ARRAY, "name", String.class, ValueEncoder::string),
    BYTEA(PostgresOid.BYTEA, PostgresOid.BYTEA_ARRAY, "bytea", byte[].class, ValueEncoder::bytes),
    UUID(PostgresOid.UUID, PostgresOid.UUID_ARRAY, "uuid", UUID.class, ValueEncoder::uuid),
    DATE(PostgresOid.DATE, PostgresOid.DATE_ARRAY, "date", LocalDate.class, ValueEncoder::date),
    TIME(PostgresOid.TIME, PostgresOid.TIME_ARRAY, "time", LocalTime.class, ValueEncoder::time),
    TIMETZ(PostgresOid.TIMETZ, PostgresOid.TIMETZ_ARRAY, "timetz", OffsetTime.class, ValueEncoder::timeWithOffset),
    TIMESTAMP(
            PostgresOid.TIMESTAMP,
            PostgresOid.TIMESTAMP_ARRAY,
            "timestamp",
            LocalDateTime.class,
            ValueEncoder::timestamp),
    TIMESTAMPTZ(
            PostgresOid.TIMESTAMPTZ,
            PostgresOid.TIMESTAMPTZ_ARRAY,
            "timestamptz",
            OffsetDateTime.class,
            ValueEncoder::timestampWithOffset),
    INTERVAL(
            PostgresOid.INTERVAL,
            PostgresOid.INTERVAL_ARRAY,
            "interval",
            PostgresInterval.class,
            ValueEncoder::interval),
    JSON(PostgresOid.JSON, PostgresOid.JSON_ARRAY, "json", String.class, ValueEncoder::string),
    JSONB(PostgresOid.JSONB, PostgresOid.JSONB_ARRAY, "jsonb", String.class, ValueEncoder::versionedText),
    JSONPATH(PostgresOid.JSONPATH, PostgresOid.JSONPATH_ARRAY, "jsonpath", String.class, ValueEncoder::versionedText),
    XML(PostgresOid.XML, PostgresOid.XML_ARRAY, "xml"),
    /** In quotes, because {@code bit} alone would mean {@code bit(1)}, and cut. */
    BIT(PostgresOid.BIT, PostgresOid.BIT_ARRAY, "\"bit\""),
    VARBIT(PostgresOid.VARBIT, PostgresOid.VARBIT_ARRAY, "varbit"),
    INET(PostgresOid.INET, PostgresOid.INET_ARRAY, "inet"),
    CIDR(PostgresOid.CIDR, PostgresOid.CIDR_ARRAY, "cidr"),
    MACADDR(PostgresOid.MACADDR, PostgresOid.MACADDR_ARRAY, "macaddr"),
    MACADDR8(PostgresOid.MACADDR8, PostgresOid.MACADDR8_ARRAY, "macaddr8"),
    MONEY(PostgresOid.MONEY, PostgresOid.MONEY_ARRAY, "money");

    private final int oid;
    private final int arrayOid;
    private final String castName;
    private final Class<?> javaType;
    private final @Nullable ValueEncoder binary;
    private final Function<Object, @Nullable String> text;

    PostgresBaseType(int oid, int arrayOid, String castName) {
        this(oid, arrayOid, castName, String.class, null, ValueEncoder::plainText);
    }

    PostgresBaseType(int oid, int arrayOid, String castName, Class<?> javaType, ValueEncoder binary) {
        this(oid, arrayOid, castName, javaType, binary, ValueEncoder::plainText);
    }

    PostgresBaseType(
            int oid,
            int arrayOid,
            String castName,
            Class<?> javaType,
            @Nullable ValueEncoder binary,
            Function<Object, @Nullable String> text) {
        this.oid = oid;
        this.arrayOid = arrayOid;
        this.castName = castName;
        this.javaType = javaType;
        this.binary = binary;
        this.text = text;
    }

    /** The identifier of the type. */
    public int oid() {
        return oid;
    }

    /** The identifier of the type's array type. */
    public int arrayOid() {
        return arrayOid;
    }

    /** The name to write in a cast; {@code castName() + "[]"} is that of the array type. It carries no length. */
    public String castName() {
        return castName;
    }

    /** The natural Java class of a value, the one that {@link PostgresRowReader} returns. */
    public Class<?> javaType() {
        return javaType;
    }

    /**
     * The parameter for a value, or for null.
     *
     * @throws ValueConversionException if the value's class does not fit the type, or PostgreSQL cannot store the value
     */
    public PostgresParameter bind(@Nullable Object value) {
        if (value == null) {
            return PostgresParameter.nullOf(oid);
        }
        if (binary == null) {
            return PostgresParameter.text(oid, toText(value));
        }
        WireBuffer buffer = new WireBuffer(Long.BYTES * 2);
        write(value, buffer);
        return PostgresParameter.binary(oid, buffer);
    }

    /**
     * The parameter for an array, or for a null in its place. Elements may be null, or collections of equal size where
     * the array has more dimensions. {@code unnest} flattens dimensions, so an array per row cannot be sent this way.
     *
     * @throws ValueConversionException if an element's class does not fit the type, or PostgreSQL cannot store it
     */
    public PostgresParameter bindArray(@Nullable Collection<? extends @Nullable Object> values) {
        if (values == null) {
            return PostgresParameter.nullOf(arrayOid);
        }
        if (binary == null) {
            return PostgresParameter.text(arrayOid, ArrayLiteral.of(values, this::toText));
        }
        return PostgresParameter.binary(arrayOid, ArrayWriter.write(values, this));
    }

    void write(Object value, WireBuffer target) {
        if (binary == null || !binary.write(value, target)) {
            throw unsuitable(value);
        }
    }

    private String toText(Object value) {
        String converted = text.apply(value);
        if (converted == null) {
            throw unsuitable(value);
        }
        return converted;
    }

    private ValueConversionException unsuitable(Object value) {
        return new ValueConversionException(
                ErrorCode.VALUE_INVALID,
                "A parameter of type " + castName + " takes a value of "
                        + javaType.getTypeName() + " within the type's range, and was given one of "
                        + value.getClass().getTypeName() + ". Convert it first.");
    }
}
