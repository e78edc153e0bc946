package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Belongs to one citizen. */
public class Passport {
    public @Nullable Long id;
    public @Nullable String number;
    public @Nullable Citizen holder;

    public Passport() {}

    public Passport(String number) {
        this.number = number;
    }
}
