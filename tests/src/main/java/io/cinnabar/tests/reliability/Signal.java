package io.cinnabar.tests.reliability;

/**
 * A signal between the library and the driver, or between the library and its user.
 *
 * @param number its number in the run, from 1 on
 * @param kind what it is
 * @param source what was called to get the publisher, such as {@code Statement.execute}
 */
public record Signal(int number, Kind kind, String source) {

    /** The kinds of signals. */
    public enum Kind {
        /** The publisher is subscribed to. */
        SUBSCRIBE,
        /** Elements are asked for. */
        REQUEST,
        /** An element arrives. */
        NEXT,
        /** The publisher completes. */
        COMPLETE,
        /** The publisher fails. */
        ERROR,
        /** The subscriber cancels. */
        CANCEL
    }

    @Override
    public String toString() {
        return number + " " + kind + " " + source;
    }
}
