package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decodes {@code numeric}: a header of four 16-bit words (number of digits, weight of the first digit, sign, scale to
 * display), then digits of base 10,000. The scale of the result is the one that the server would display.
 */
final class BinaryNumeric {

    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int POSITIVE_INFINITY = 0xD000;
    private static final int NEGATIVE_INFINITY = 0xF000;

    private static final int HEADER = 4 * Short.BYTES;
    private static final int BASE = 10_000;
    private static final int DECIMALS_PER_DIGIT = 4;

    /** So many digits always fit a long, and one more if the first is at most this. */
    private static final int DIGITS_IN_LONG = 4;

    private static final int FIRST_OF_FIVE_IN_LONG = 921;

    private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000};

    private BinaryNumeric() {}

    static BigDecimal decode(ByteBuf buffer, int index) {
        int count = buffer.getUnsignedShort(index);
        int weight = buffer.getShort(index + 2);
        int sign = buffer.getUnsignedShort(index + 4);
        int scale = buffer.getUnsignedShort(index + 6);
        if (sign != 0 && sign != NEGATIVE) {
            throw notFinite(sign);
        }
        if (count == 0) {
            return BigDecimal.valueOf(0, scale);
        }
        int first = index + HEADER;
        int decimals = (count - weight - 1) * DECIMALS_PER_DIGIT;
        if (count <= DIGITS_IN_LONG
                || count == DIGITS_IN_LONG + 1 && buffer.getUnsignedShort(first) <= FIRST_OF_FIVE_IN_LONG) {
            long unscaled = toLong(buffer, first, count);
            return ofLong(sign == NEGATIVE ? -unscaled : unscaled, decimals, scale);
        }
        BigInteger unscaled = toBigInteger(buffer, first, count);
        return new BigDecimal(sign == NEGATIVE ? unscaled.negate() : unscaled, decimals).setScale(scale);
    }

    /** The digits end on a multiple of four decimals, so up to three zeros too many or some too few are the rule. */
    private static BigDecimal ofLong(long unscaled, int decimals, int scale) {
        int surplus = decimals - scale;
        if (surplus == 0) {
            return BigDecimal.valueOf(unscaled, scale);
        }
        if (surplus > 0 && surplus <= DECIMALS_PER_DIGIT && unscaled % POWERS_OF_TEN[surplus] == 0) {
            return BigDecimal.valueOf(unscaled / POWERS_OF_TEN[surplus], scale);
        }
        return BigDecimal.valueOf(unscaled, decimals).setScale(scale);
    }

    private static long toLong(ByteBuf buffer, int from, int count) {
        long value = 0;
        for (int digit = 0; digit < count; digit++) {
            value = value * BASE + buffer.getUnsignedShort(from + digit * Short.BYTES);
        }
        return value;
    }

    /** By halves, because adding digit after digit takes time that grows with the square of their number. */
    private static BigInteger toBigInteger(ByteBuf buffer, int from, int count) {
        if (count <= DIGITS_IN_LONG) {
            return BigInteger.valueOf(toLong(buffer, from, count));
        }
        int low = count / 2;
        int high = count - low;
        return toBigInteger(buffer, from, high)
                .multiply(BigInteger.TEN.pow(low * DECIMALS_PER_DIGIT))
                .add(toBigInteger(buffer, from + high * Short.BYTES, low));
    }

    private static ValueConversionException notFinite(int sign) {
        String name = switch (sign) {
            case NAN -> "NaN";
            case POSITIVE_INFINITY -> "Infinity";
            case NEGATIVE_INFINITY -> "-Infinity";
            default -> "with the unknown sign 0x" + Integer.toHexString(sign);
        };
        return notFinite(name);
    }

    static ValueConversionException notFinite(String name) {
        return new ValueConversionException(
                ErrorCode.VALUE_UNREADABLE,
                "The numeric value " + name + " has no BigDecimal. Select the column as ::double precision or ::text.");
    }
}
