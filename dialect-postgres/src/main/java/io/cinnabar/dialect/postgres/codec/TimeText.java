package io.cinnabar.dialect.postgres.codec;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/** Reads dates and times as the server writes them under {@code DateStyle=ISO}: {@code 0044-03-15 12:00:00.5+00 BC}. */
final class TimeText {

    private static final String INFINITY = "infinity";
    private static final String NEGATIVE_INFINITY = "-infinity";

    private TimeText() {}

    static LocalDate date(String text) {
        if (text.equals(INFINITY)) {
            return LocalDate.MAX;
        }
        if (text.equals(NEGATIVE_INFINITY)) {
            return LocalDate.MIN;
        }
        TextCursor cursor = new TextCursor(text, "date");
        try {
            CalendarDay day = CalendarDay.read(cursor);
            return day.toDate(readEra(cursor));
        } catch (DateTimeException | ArithmeticException e) {
            throw cursor.malformed();
        }
    }

    static LocalTime time(String text) {
        TextCursor cursor = new TextCursor(text, "time");
        try {
            LocalTime time = readTime(cursor, "time");
            cursor.requireEnd();
            return time;
        } catch (DateTimeException e) {
            throw cursor.malformed();
        }
    }

    static OffsetTime timeWithOffset(String text) {
        TextCursor cursor = new TextCursor(text, "timetz");
        try {
            LocalTime time = readTime(cursor, "timetz");
            int offset = readOffset(cursor);
            cursor.requireEnd();
            return OffsetTime.of(time, ZoneOffset.ofTotalSeconds(offset));
        } catch (DateTimeException e) {
            throw cursor.malformed();
        }
    }

    static LocalDateTime timestamp(String text) {
        if (text.equals(INFINITY)) {
            return LocalDateTime.MAX;
        }
        if (text.equals(NEGATIVE_INFINITY)) {
            return LocalDateTime.MIN;
        }
        TextCursor cursor = new TextCursor(text, "timestamp");
        try {
            CalendarDay day = CalendarDay.read(cursor);
            cursor.require(' ');
            LocalTime time = readTime(cursor, "timestamp");
            return LocalDateTime.of(day.toDate(readEra(cursor)), time);
        } catch (DateTimeException | ArithmeticException e) {
            throw cursor.malformed();
        }
    }

    static OffsetDateTime timestampInUtc(String text) {
        if (text.equals(INFINITY)) {
            return OffsetDateTime.MAX;
        }
        if (text.equals(NEGATIVE_INFINITY)) {
            return OffsetDateTime.MIN;
        }
        TextCursor cursor = new TextCursor(text, "timestamptz");
        try {
            CalendarDay day = CalendarDay.read(cursor);
            cursor.require(' ');
            LocalTime time = readTime(cursor, "timestamptz");
            int offset = readOffset(cursor);
            LocalDateTime local = LocalDateTime.of(day.toDate(readEra(cursor)), time);
            return local.minusSeconds(offset).atOffset(ZoneOffset.UTC);
        } catch (DateTimeException | ArithmeticException e) {
            throw cursor.malformed();
        }
    }

    private static LocalTime readTime(TextCursor cursor, String type) {
        int hour = cursor.twoDigits();
        cursor.require(':');
        int minute = cursor.twoDigits();
        cursor.require(':');
        int second = cursor.twoDigits();
        int microseconds = cursor.microseconds();
        if (hour == 24) {
            throw PostgresTime.endOfDay(type);
        }
        return LocalTime.of(hour, minute, second, microseconds * 1_000);
    }

    /** Seconds east of Greenwich; minutes and seconds are written only where they are not zero. */
    private static int readOffset(TextCursor cursor) {
        boolean west = cursor.skip('-');
        if (!west) {
            cursor.require('+');
        }
        int seconds = cursor.twoDigits() * 3_600;
        if (cursor.skip(':')) {
            seconds += cursor.twoDigits() * 60;
            if (cursor.skip(':')) {
                seconds += cursor.twoDigits();
            }
        }
        return west ? -seconds : seconds;
    }

    private static boolean readEra(TextCursor cursor) {
        boolean beforeChrist = cursor.skip(" BC");
        cursor.requireEnd();
        return beforeChrist;
    }

    /** Year, month and day before the era is known, which the server writes last. */
    private record CalendarDay(int year, int month, int day) {

        private static final int SHORTEST_YEAR = 4;

        static CalendarDay read(TextCursor cursor) {
            int start = cursor.position();
            int year = Math.toIntExact(cursor.number());
            if (cursor.position() - start < SHORTEST_YEAR) {
                throw cursor.malformed();
            }
            cursor.require('-');
            int month = cursor.twoDigits();
            cursor.require('-');
            return new CalendarDay(year, month, cursor.twoDigits());
        }

        /** The year before 1 is 1 BC, and 0 in Java. */
        LocalDate toDate(boolean beforeChrist) {
            return LocalDate.of(beforeChrist ? 1 - year : year, month, day);
        }
    }
}
