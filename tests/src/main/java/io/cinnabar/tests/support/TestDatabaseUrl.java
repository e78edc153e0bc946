package io.cinnabar.tests.support;

/**
 * The test class's own database, as a parameter of its constructor or methods: empty at first, shared by the tests of
 * the class, dropped after the last of them.
 */
public record TestDatabaseUrl(TestDatabase database, String url) {

    /** The R2DBC URL with more options of the driver, written as in a URL. */
    public String with(String options) {
        return url + (url.contains("?") ? "&" : "?") + options;
    }

    /** The R2DBC URL, credentials included. */
    @Override
    public String toString() {
        return url;
    }
}
