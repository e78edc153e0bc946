package io.cinnabar.dialect.postgres;

import io.cinnabar.dialect.postgres.codec.PostgresBaseType;
import io.cinnabar.dialect.postgres.codec.PostgresInterval;
import io.cinnabar.dialect.postgres.codec.PostgresOid;
import io.cinnabar.dialect.postgres.codec.PostgresParameter;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.EnumType;
import io.cinnabar.type.Json;
import io.cinnabar.type.JsonMapper;
import io.cinnabar.type.JsonType;
import io.cinnabar.type.MappedType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TypeKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a type go to the server: what is made of a value first, and as which of PostgreSQL's types it is
 * then sent.
 *
 * @param baseType the type, or null for an enum, whose values go as text without a type
 * @param conversion makes a value one that the type takes
 */
record PostgresWireForm(@Nullable PostgresBaseType baseType, UnaryOperator<Object> conversion) {

    /** The form of a type's values; the elements' form where the type is an array. */
    static PostgresWireForm of(SqlType<?> type, @Nullable JsonMapper jsonMapper) {
        if (type instanceof MappedType<?, ?> mapped) {
            return mapped(mapped, of(mapped.base(), jsonMapper));
        }
        if (type instanceof ArrayType<?> array) {
            PostgresWireForm element = of(array.element(), jsonMapper);
            return new PostgresWireForm(element.baseType, value -> element.converted((Collection<?>) value));
        }
        if (type instanceof EnumType<?> enumType) {
            return new PostgresWireForm(
                    null, value -> enumType.javaType().cast(value).name());
        }
        return new PostgresWireForm(baseType(type.kind()), conversion(type, jsonMapper));
    }

    @SuppressWarnings("unchecked") // a value of another class fails in the mapping itself
    private static <J> PostgresWireForm mapped(MappedType<J, ?> type, PostgresWireForm base) {
        return new PostgresWireForm(
                base.baseType, value -> base.conversion.apply(type.toDatabase().apply((J) value)));
    }

    private static UnaryOperator<Object> conversion(SqlType<?> type, @Nullable JsonMapper jsonMapper) {
        if (type instanceof JsonType<?> json) {
            return json(json, jsonMapper);
        }
        return type.kind() == TypeKind.INTERVAL ? value -> interval((Duration) value) : UnaryOperator.identity();
    }

    private static UnaryOperator<Object> json(JsonType<?> type, @Nullable JsonMapper jsonMapper) {
        if (type.javaType() == Json.class || jsonMapper == null) {
            return value -> ((Json) value).text();
        }
        return jsonMapper::write;
    }

    /** The type of PostgreSQL that carries the values of a family. */
    static PostgresBaseType baseType(TypeKind kind) {
        return switch (kind) {
            case SMALLINT -> PostgresBaseType.INT2;
            case INTEGER -> PostgresBaseType.INT4;
            case BIGINT -> PostgresBaseType.INT8;
            case NUMERIC -> PostgresBaseType.NUMERIC;
            case REAL -> PostgresBaseType.FLOAT4;
            case DOUBLE -> PostgresBaseType.FLOAT8;
            case BOOLEAN -> PostgresBaseType.BOOL;
            case CHAR -> PostgresBaseType.BPCHAR;
            case VARCHAR -> PostgresBaseType.VARCHAR;
            case TEXT -> PostgresBaseType.TEXT;
            case BINARY -> PostgresBaseType.BYTEA;
            case DATE -> PostgresBaseType.DATE;
            case TIME -> PostgresBaseType.TIME;
            case TIME_WITH_TIME_ZONE -> PostgresBaseType.TIMETZ;
            case TIMESTAMP -> PostgresBaseType.TIMESTAMP;
            case TIMESTAMP_WITH_TIME_ZONE -> PostgresBaseType.TIMESTAMPTZ;
            case INTERVAL -> PostgresBaseType.INTERVAL;
            case UUID -> PostgresBaseType.UUID;
            case JSON -> PostgresBaseType.JSONB;
            case ENUM, ARRAY, UNKNOWN ->
                throw new ValueConversionException(
                        ErrorCode.TYPE_UNKNOWN, "The type " + kind + " has no single type of PostgreSQL behind it.");
        };
    }

    /** A duration as an interval, all of it in the time part; what is below a microsecond is cut off. */
    static PostgresInterval interval(Duration duration) {
        try {
            return PostgresInterval.of(duration);
        } catch (ArithmeticException tooLong) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_INVALID,
                    "The duration is longer than an interval of PostgreSQL can be, which is some 292,000 years.",
                    tooLong);
        }
    }

    /** The parameter of a value. */
    PostgresParameter bind(Object value) {
        Object converted = conversion.apply(value);
        return baseType == null ? PostgresParameter.text((String) converted) : baseType.bind(converted);
    }

    /** The parameter of an array of values. */
    PostgresParameter bindArray(Collection<?> values) {
        List<@Nullable Object> converted = converted(values);
        return baseType == null ? PostgresParameter.textArray(converted) : baseType.bindArray(converted);
    }

    private List<@Nullable Object> converted(Collection<?> values) {
        var converted = new ArrayList<@Nullable Object>(values.size());
        for (Object value : values) {
            converted.add(value == null ? null : conversion.apply(value));
        }
        return converted;
    }

    /** The NULL of the type: with the type of a value, so that both share one prepared statement. */
    PostgresParameter nullValue() {
        return PostgresParameter.nullOf(baseType == null ? PostgresOid.UNSPECIFIED : baseType.oid());
    }

    /** The NULL of arrays of the type. */
    PostgresParameter nullArray() {
        return PostgresParameter.nullOf(baseType == null ? PostgresOid.UNSPECIFIED : baseType.arrayOid());
    }
}
