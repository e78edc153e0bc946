package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Is always loaded with its country. */
public class City {
    public @Nullable Long id;
    public @Nullable String name;
    public @Nullable Country country;

    public City() {}

    public City(String name) {
        this.name = name;
    }
}
