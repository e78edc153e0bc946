package io.cinnabar.compile;

/** How a dialect writes the place of a bound value. */
public interface BindMarkers {
    /** Every marker is a question mark. */
    BindMarkers QUESTION_MARKS = position -> "?";

    /** Markers are numbered: {@code $1}, {@code $2}. */
    BindMarkers DOLLAR_NUMBERS = numbered("$");

    /** The marker of a bind by its position, counted from 1. */
    String marker(int position);

    /**
     * Whether a marker says which bind it stands for, so that one bind can stand in several places: what is selected
     * and grouped by is then the same expression to the database, too.
     */
    default boolean isNumbered() {
        return false;
    }

    /** Markers of a prefix and a number. */
    static BindMarkers numbered(String prefix) {
        return new BindMarkers() {
            @Override
            public String marker(int position) {
                return prefix + position;
            }

            @Override
            public boolean isNumbered() {
                return true;
            }
        };
    }
}
