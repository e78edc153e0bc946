package io.cinnabar.tests.support;

/**
 * The test class's own database, as a parameter of its constructor or methods: empty at first, shared by the tests of
 * the class, dropped after the last of them.
 */
public record TestDatabaseUrl(TestDatabase database, String url) {

    /** The R2DBC URL, credentials included. */
    @Override
    public String toString() {
        return url;
    }
}
