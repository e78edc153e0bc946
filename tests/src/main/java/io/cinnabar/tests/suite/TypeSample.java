package io.cinnabar.tests.suite;

/**
 * A value of a type and what becomes of it.
 *
 * @param written the value that is given
 * @param bound the value that comes back when it is selected without having been in a column
 * @param stored the value that comes back from a column
 * @param <T> the Java class of the value
 */
record TypeSample<T>(T written, T bound, T stored) {

    /** A value that comes back as it went. */
    static <T> TypeSample<T> same(T value) {
        return new TypeSample<>(value, value, value);
    }

    /** A value that comes back as another one. */
    static <T> TypeSample<T> changed(T written, T read) {
        return new TypeSample<>(written, read, read);
    }
}
