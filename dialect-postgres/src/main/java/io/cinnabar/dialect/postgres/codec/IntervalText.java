package io.cinnabar.dialect.postgres.codec;

/**
 * Reads intervals as the server writes them under {@code IntervalStyle} postgres ({@code -1 years +2 mons 3 days
 * 04:05:06.5}) and iso_8601 ({@code P-1Y2M3DT4H5M6.5S}). The other two styles are refused where they look different.
 */
final class IntervalText {

    private static final long SECOND = 1_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private final TextCursor cursor;
    private long months;
    private long days;
    private long microseconds;

    private IntervalText(String text) {
        this.cursor = new TextCursor(text, "interval");
    }

    static PostgresInterval parse(String text) {
        if (text.equals("infinity")) {
            return PostgresInterval.INFINITY;
        }
        if (text.equals("-infinity")) {
            return PostgresInterval.NEGATIVE_INFINITY;
        }
        IntervalText interval = new IntervalText(text);
        try {
            return interval.read();
        } catch (ArithmeticException e) {
            throw interval.cursor.malformed();
        }
    }

    private PostgresInterval read() {
        if (cursor.atEnd()) {
            throw cursor.malformed();
        }
        if (cursor.skip('P')) {
            readIso();
        } else {
            readAmounts();
        }
        cursor.requireEnd();
        return new PostgresInterval(Math.toIntExact(months), Math.toIntExact(days), microseconds);
    }

    private void readIso() {
        boolean time = false;
        while (!cursor.atEnd()) {
            if (cursor.skip('T')) {
                time = true;
            }
            boolean negative = cursor.skip('-');
            long amount = signed(cursor.number(), negative);
            int fraction = signed(cursor.microseconds(), negative);
            if (cursor.skip('S') && time) {
                microseconds = Math.addExact(addScaled(microseconds, amount, SECOND), fraction);
            } else if (fraction != 0) {
                throw cursor.malformed();
            } else if (cursor.skip('H') && time) {
                microseconds = addScaled(microseconds, amount, HOUR);
            } else if (cursor.skip('M')) {
                if (time) {
                    microseconds = addScaled(microseconds, amount, MINUTE);
                } else {
                    months = Math.addExact(months, amount);
                }
            } else if (cursor.skip('Y')) {
                months = addScaled(months, amount, 12);
            } else if (cursor.skip('D')) {
                days = amount;
            } else {
                throw cursor.malformed();
            }
        }
    }

    private void readAmounts() {
        do {
            boolean negative = cursor.skip('-');
            if (!negative) {
                cursor.skip('+');
            }
            long amount = cursor.number();
            if (cursor.peek() == ':') {
                readClock(amount, negative);
                return;
            }
            cursor.require(' ');
            add(signed(amount, negative), cursor.word());
        } while (cursor.skip(' '));
    }

    private void readClock(long hours, boolean negative) {
        // Signed from the start: the smallest long has no positive counterpart.
        int sign = negative ? -1 : 1;
        microseconds = Math.multiplyExact(hours, sign * HOUR);
        cursor.require(':');
        microseconds = addScaled(microseconds, cursor.twoDigits(), sign * MINUTE);
        cursor.require(':');
        microseconds = addScaled(microseconds, cursor.twoDigits(), sign * SECOND);
        microseconds = Math.addExact(microseconds, signed(cursor.microseconds(), negative));
    }

    private void add(long amount, String unit) {
        switch (unit) {
            case "year", "years" -> months = addScaled(months, amount, 12);
            case "mon", "mons" -> months = Math.addExact(months, amount);
            case "day", "days" -> days = amount;
            default -> throw cursor.malformed();
        }
    }

    private static long addScaled(long sum, long amount, long unit) {
        return Math.addExact(sum, Math.multiplyExact(amount, unit));
    }

    private static long signed(long amount, boolean negative) {
        return negative ? -amount : amount;
    }

    private static int signed(int amount, boolean negative) {
        return negative ? -amount : amount;
    }
}
