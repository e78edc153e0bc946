package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Its versions are counted in a way of the program's own. */
public class Edition {
    public @Nullable Long id;
    public @Nullable String title;
    public @Nullable String version;

    public Edition() {}

    public Edition(String title) {
        this.title = title;
    }
}
