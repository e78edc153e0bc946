package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Belongs to an album without knowing it. */
public class Photo {
    public @Nullable Long id;
    public @Nullable String name;

    public Photo() {}

    public Photo(String name) {
        this.name = name;
    }
}
