package io.cinnabar.core.type;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Reads numbers of any Java class as numbers of another one, where nothing is lost. */
final class NumberReading {
    private NumberReading() {}

    static long whole(Object raw, long least, long greatest, String typeName) {
        long value;
        if (raw instanceof Long || raw instanceof Integer || raw instanceof Short || raw instanceof Byte) {
            value = ((Number) raw).longValue();
        } else if (raw instanceof BigInteger
                || raw instanceof BigDecimal
                || raw instanceof Double
                || raw instanceof Float) {
            value = exact(decimal(raw), typeName);
        } else {
            throw unreadable(raw, typeName);
        }
        if (value < least || value > greatest) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "A number of the database is too large for " + typeName + ". Declare a wider type.");
        }
        return value;
    }

    private static long exact(BigDecimal value, String typeName) {
        try {
            return value.longValueExact();
        } catch (ArithmeticException inexact) {
            throw new ValueConversionException(
                    ErrorCode.VALUE_UNREADABLE,
                    "A number of the database has a fraction, or is too large, for " + typeName
                            + ". Declare NUMERIC, or round it in the statement.",
                    inexact);
        }
    }

    static BigDecimal decimal(Object raw) {
        if (raw instanceof BigDecimal decimal) {
            return decimal;
        }
        if (raw instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (raw instanceof Double || raw instanceof Float) {
            double value = ((Number) raw).doubleValue();
            if (Double.isFinite(value)) {
                return new BigDecimal(raw.toString());
            }
        } else if (raw instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        throw unreadable(raw, "NUMERIC");
    }

    static Double floating(Object raw) {
        if (raw instanceof Number number) {
            return number.doubleValue();
        }
        throw unreadable(raw, "a floating-point number");
    }

    private static ValueConversionException unreadable(Object raw, String typeName) {
        return new ValueConversionException(
                ErrorCode.VALUE_UNREADABLE,
                "A value of the Java class " + raw.getClass().getName() + " cannot be read as " + typeName
                        + ". Compare the column's type with that of the database.");
    }
}
