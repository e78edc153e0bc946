package io.cinnabar.sql;

/** The whole-numbered fields of dates and times. */
public enum DateField {
    /** The year. */
    YEAR,
    /** The quarter of the year, 1 to 4. */
    QUARTER,
    /** The month of the year, 1 to 12. */
    MONTH,
    /** The day of the month. */
    DAY,
    /** The hour of the day. */
    HOUR,
    /** The minute of the hour. */
    MINUTE
}
