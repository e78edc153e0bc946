package io.cinnabar.dialect.postgres.codec;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/**
 * Conversion between PostgreSQL's counts of days and microseconds since 2000-01-01 and {@code java.time}, by arithmetic
 * alone: no time zone rules are consulted.
 *
 * <p>The largest and the smallest count mean infinity and -infinity and become {@code MAX} and {@code MIN} of the Java
 * type. Both calendars are proleptic Gregorian, so dates before Christ need no conversion.
 */
final class PostgresTime {

    static final long MICROSECONDS_PER_DAY = 86_400_000_000L;

    private static final int DAYS_TO_EPOCH = 10_957;
    private static final long SECONDS_TO_EPOCH = DAYS_TO_EPOCH * 86_400L;
    private static final long MICROSECONDS_PER_SECOND = 1_000_000L;
    private static final int NANOSECONDS_PER_MICROSECOND = 1_000;

    private PostgresTime() {}

    static LocalDate date(int days) {
        if (days == Integer.MAX_VALUE) {
            return LocalDate.MAX;
        }
        if (days == Integer.MIN_VALUE) {
            return LocalDate.MIN;
        }
        return LocalDate.ofEpochDay((long) days + DAYS_TO_EPOCH);
    }

    static LocalTime time(long microseconds) {
        if (microseconds == MICROSECONDS_PER_DAY) {
            throw endOfDay("time");
        }
        return LocalTime.ofNanoOfDay(microseconds * NANOSECONDS_PER_MICROSECOND);
    }

    static OffsetTime timeWithOffset(long microseconds, int secondsEast) {
        if (microseconds == MICROSECONDS_PER_DAY) {
            throw endOfDay("timetz");
        }
        return OffsetTime.of(
                LocalTime.ofNanoOfDay(microseconds * NANOSECONDS_PER_MICROSECOND),
                ZoneOffset.ofTotalSeconds(secondsEast));
    }

    static LocalDateTime timestamp(long microseconds) {
        if (microseconds == Long.MAX_VALUE) {
            return LocalDateTime.MAX;
        }
        if (microseconds == Long.MIN_VALUE) {
            return LocalDateTime.MIN;
        }
        return finite(microseconds);
    }

    static OffsetDateTime timestampInUtc(long microseconds) {
        if (microseconds == Long.MAX_VALUE) {
            return OffsetDateTime.MAX;
        }
        if (microseconds == Long.MIN_VALUE) {
            return OffsetDateTime.MIN;
        }
        return OffsetDateTime.of(finite(microseconds), ZoneOffset.UTC);
    }

    static ValueConversionException endOfDay(String type) {
        return new ValueConversionException(
                ErrorCode.VALUE_UNREADABLE,
                "The value 24:00:00 of type " + type
                        + " has no counterpart in Java, whose day ends before midnight. Select the column as ::text or ::interval.");
    }

    private static LocalDateTime finite(long microseconds) {
        long seconds = Math.floorDiv(microseconds, MICROSECONDS_PER_SECOND);
        int micros = (int) (microseconds - seconds * MICROSECONDS_PER_SECOND);
        return LocalDateTime.ofEpochSecond(
                seconds + SECONDS_TO_EPOCH, micros * NANOSECONDS_PER_MICROSECOND, ZoneOffset.UTC);
    }

    static int days(LocalDate date) {
        if (date.equals(LocalDate.MAX)) {
            return Integer.MAX_VALUE;
        }
        if (date.equals(LocalDate.MIN)) {
            return Integer.MIN_VALUE;
        }
        long days = date.toEpochDay() - DAYS_TO_EPOCH;
        if (days >= Integer.MAX_VALUE || days <= Integer.MIN_VALUE) {
            throw outOfRange("date", "4713 BC", "5874897");
        }
        return (int) days;
    }

    /** Digits below the microsecond are cut off: rounding up could make 24:00:00, which cannot be read back. */
    static long microseconds(LocalTime time) {
        return time.toNanoOfDay() / NANOSECONDS_PER_MICROSECOND;
    }

    static long microseconds(LocalDateTime timestamp) {
        if (timestamp.equals(LocalDateTime.MAX)) {
            return Long.MAX_VALUE;
        }
        if (timestamp.equals(LocalDateTime.MIN)) {
            return Long.MIN_VALUE;
        }
        return microseconds(timestamp.toEpochSecond(ZoneOffset.UTC), timestamp.getNano());
    }

    static long microseconds(OffsetDateTime timestamp) {
        if (timestamp.equals(OffsetDateTime.MAX)) {
            return Long.MAX_VALUE;
        }
        if (timestamp.equals(OffsetDateTime.MIN)) {
            return Long.MIN_VALUE;
        }
        return microseconds(timestamp.toEpochSecond(), timestamp.getNano());
    }

    static long microseconds(Instant instant) {
        if (instant.equals(Instant.MAX)) {
            return Long.MAX_VALUE;
        }
        if (instant.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return microseconds(instant.getEpochSecond(), instant.getNano());
    }

    private static long microseconds(long epochSecond, int nano) {
        long seconds = epochSecond - SECONDS_TO_EPOCH;
        // The whole seconds that fit; the server refuses what is outside its own, smaller range.
        if (seconds > 9_223_372_036_000L || seconds < -9_223_372_036_000L) {
            throw outOfRange("timestamp", "4713 BC", "294276");
        }
        return seconds * MICROSECONDS_PER_SECOND + nano / NANOSECONDS_PER_MICROSECOND;
    }

    private static ValueConversionException outOfRange(String type, String first, String last) {
        return new ValueConversionException(
                ErrorCode.VALUE_INVALID,
                "The value is outside the range of PostgreSQL's type " + type
                        + ", which reaches from the year " + first + " to the year " + last
                        + ". Only MAX and MIN of the Java type stand for infinity and -infinity.");
    }
}
