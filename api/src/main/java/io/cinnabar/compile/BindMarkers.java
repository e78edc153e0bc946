package io.cinnabar.compile;

/** How a dialect writes the place of a bound value. */
@FunctionalInterface
public interface BindMarkers {
    /** Every marker is a question mark. */
    BindMarkers QUESTION_MARKS = position -> "?";

    /** Markers are numbered: {@code $1}, {@code $2}. */
    BindMarkers DOLLAR_NUMBERS = position -> "$" + position;

    /** The marker of a bind by its position, counted from 1. */
    String marker(int position);
}
