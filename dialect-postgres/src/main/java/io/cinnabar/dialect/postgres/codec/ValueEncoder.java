package io.cinnabar.dialect.postgres.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes one value in the binary form of its type. A value of another Java class is widened where nothing can be lost
 * and refused otherwise.
 */
@FunctionalInterface
interface ValueEncoder {

    /** Writes the value, or returns false if its class is not one that the type takes. */
    boolean write(Object value, WireBuffer target);

    int JSONB_VERSION = 1;

    static boolean bool(Object value, WireBuffer target) {
        if (!(value instanceof Boolean bool)) {
            return false;
        }
        target.writeByte(bool ? 1 : 0);
        return true;
    }

    static boolean int2(Object value, WireBuffer target) {
        Long number = integral(value);
        if (number == null || number != number.shortValue()) {
            return false;
        }
        target.writeShort(number.shortValue());
        return true;
    }

    static boolean int4(Object value, WireBuffer target) {
        Long number = integral(value);
        if (number == null || number != number.intValue()) {
            return false;
        }
        target.writeInt(number.intValue());
        return true;
    }

    static boolean int8(Object value, WireBuffer target) {
        Long number = integral(value);
        if (number == null) {
            return false;
        }
        target.writeLong(number);
        return true;
    }

    static boolean oid(Object value, WireBuffer target) {
        Long number = integral(value);
        if (number == null || number < 0 || number > 0xFFFF_FFFFL) {
            return false;
        }
        target.writeInt(number.intValue());
        return true;
    }

    static boolean float4(Object value, WireBuffer target) {
        if (!(value instanceof Float number)) {
            return false;
        }
        target.writeInt(Float.floatToIntBits(number));
        return true;
    }

    static boolean float8(Object value, WireBuffer target) {
        if (!(value instanceof Double || value instanceof Float)) {
            return false;
        }
        target.writeLong(Double.doubleToLongBits(((Number) value).doubleValue()));
        return true;
    }

    static boolean string(Object value, WireBuffer target) {
        if (!(value instanceof String || value instanceof Character)) {
            return false;
        }
        target.writeBytes(StorableText.encode(value.toString()));
        return true;
    }

    static boolean versionedText(Object value, WireBuffer target) {
        if (!(value instanceof String text)) {
            return false;
        }
        target.writeByte(JSONB_VERSION).writeBytes(StorableText.encode(text));
        return true;
    }

    static boolean bytes(Object value, WireBuffer target) {
        if (value instanceof byte[] bytes) {
            target.writeBytes(bytes);
            return true;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            target.writeBytes(bytes);
            return true;
        }
        return false;
    }

    static boolean uuid(Object value, WireBuffer target) {
        if (!(value instanceof UUID uuid)) {
            return false;
        }
        target.writeLong(uuid.getMostSignificantBits()).writeLong(uuid.getLeastSignificantBits());
        return true;
    }

    static boolean date(Object value, WireBuffer target) {
        if (!(value instanceof LocalDate date)) {
            return false;
        }
        target.writeInt(PostgresTime.days(date));
        return true;
    }

    static boolean time(Object value, WireBuffer target) {
        if (!(value instanceof LocalTime time)) {
            return false;
        }
        target.writeLong(PostgresTime.microseconds(time));
        return true;
    }

    static boolean timeWithOffset(Object value, WireBuffer target) {
        if (!(value instanceof OffsetTime time)) {
            return false;
        }
        target.writeLong(PostgresTime.microseconds(time.toLocalTime()))
                .writeInt(-time.getOffset().getTotalSeconds());
        return true;
    }

    static boolean timestamp(Object value, WireBuffer target) {
        if (!(value instanceof LocalDateTime timestamp)) {
            return false;
        }
        target.writeLong(PostgresTime.microseconds(timestamp));
        return true;
    }

    static boolean timestampWithOffset(Object value, WireBuffer target) {
        if (value instanceof OffsetDateTime timestamp) {
            target.writeLong(PostgresTime.microseconds(timestamp));
            return true;
        }
        if (value instanceof Instant instant) {
            target.writeLong(PostgresTime.microseconds(instant));
            return true;
        }
        return false;
    }

    static boolean interval(Object value, WireBuffer target) {
        PostgresInterval interval;
        if (value instanceof PostgresInterval given) {
            interval = given;
        } else if (value instanceof Duration duration) {
            interval = PostgresInterval.of(duration);
        } else if (value instanceof Period period) {
            interval = PostgresInterval.of(period);
        } else {
            return false;
        }
        target.writeLong(interval.microseconds()).writeInt(interval.days()).writeInt(interval.months());
        return true;
    }

    /**
     * The text of a number that {@code numeric} takes; the exponent of a BigDecimal is part of it, so it stays short.
     */
    static @Nullable String numericText(Object value) {
        if (value instanceof BigDecimal || value instanceof BigInteger || integral(value) != null) {
            return value.toString();
        }
        return null;
    }

    static @Nullable String plainText(Object value) {
        return value instanceof String text ? text : null;
    }

    private static @Nullable Long integral(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return null;
    }
}
