package io.cinnabar.dialect.postgres.codec;

import java.time.Duration;
import java.time.Period;

/**
 * A PostgreSQL {@code interval}: three amounts that do not convert into each other, since a month has no fixed number
 * of days and a day no fixed number of hours. Equality is that of the three amounts, not that of SQL, where {@code 1
 * day} equals {@code 24 hours}.
 *
 * @param months whole months; a year is twelve of them
 * @param days whole days
 * @param microseconds the time part
 */
public record PostgresInterval(int months, int days, long microseconds) {

    /** The interval {@code infinity} of PostgreSQL 17 and later. */
    public static final PostgresInterval INFINITY =
            new PostgresInterval(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

    /** The interval {@code -infinity} of PostgreSQL 17 and later. */
    public static final PostgresInterval NEGATIVE_INFINITY =
            new PostgresInterval(Integer.MIN_VALUE, Integer.MIN_VALUE, Long.MIN_VALUE);

    private static final long MICROSECONDS_PER_SECOND = 1_000_000L;

    /**
     * The interval of a duration, all of it in the time part; what is below a microsecond is cut off.
     *
     * @throws ArithmeticException if the duration is longer than an interval can be
     */
    public static PostgresInterval of(Duration duration) {
        long seconds = Math.multiplyExact(duration.getSeconds(), MICROSECONDS_PER_SECOND);
        return new PostgresInterval(0, 0, Math.addExact(seconds, duration.getNano() / 1_000));
    }

    /**
     * The interval of a period: its years and months as months, its days as days.
     *
     * @throws ArithmeticException if the period is longer than an interval can be
     */
    public static PostgresInterval of(Period period) {
        return new PostgresInterval(Math.toIntExact(period.toTotalMonths()), period.getDays(), 0);
    }

    /** The months and days, as a period with years. */
    public Period toPeriod() {
        return Period.of(months / 12, months % 12, days);
    }

    /** The time part alone. */
    public Duration toDuration() {
        return Duration.ofSeconds(
                Math.floorDiv(microseconds, MICROSECONDS_PER_SECOND),
                Math.floorMod(microseconds, MICROSECONDS_PER_SECOND) * 1_000);
    }

    /** The ISO 8601 form, which PostgreSQL reads: {@code P1Y2M3DT4H5M6.789S}. */
    @Override
    public String toString() {
        if (equals(INFINITY)) {
            return "infinity";
        }
        if (equals(NEGATIVE_INFINITY)) {
            return "-infinity";
        }
        StringBuilder text = new StringBuilder("P");
        append(text, months / 12, 'Y');
        append(text, months % 12, 'M');
        append(text, days, 'D');
        if (microseconds != 0) {
            text.append('T');
            append(text, microseconds / 3_600_000_000L, 'H');
            append(text, microseconds / 60_000_000L % 60, 'M');
            appendSeconds(text, microseconds % 60_000_000L);
        }
        return text.length() == 1 ? "PT0S" : text.toString();
    }

    private static void append(StringBuilder text, long amount, char unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }

    private static void appendSeconds(StringBuilder text, long microseconds) {
        if (microseconds == 0) {
            return;
        }
        if (microseconds < 0) {
            text.append('-');
        }
        text.append(Math.abs(microseconds) / MICROSECONDS_PER_SECOND);
        long fraction = Math.abs(microseconds) % MICROSECONDS_PER_SECOND;
        if (fraction != 0) {
            String digits = String.format("%06d", fraction);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').append(digits, 0, end);
        }
        text.append('S');
    }
}
