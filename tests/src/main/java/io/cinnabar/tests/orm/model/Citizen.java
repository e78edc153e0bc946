package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Has a passport, which is deleted when it is given back. */
public class Citizen {
    public @Nullable Long id;
    public @Nullable String name;
    public @Nullable Passport passport;

    public Citizen() {}

    public Citizen(String name) {
        this.name = name;
    }
}
