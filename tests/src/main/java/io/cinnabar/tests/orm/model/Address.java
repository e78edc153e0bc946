package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Belongs to a user. */
public class Address {
    public @Nullable Long id;
    public @Nullable String email;
    public @Nullable User user;

    public Address() {}

    public Address(String email) {
        this.email = email;
    }

    /** The address. */
    public @Nullable String email() {
        return email;
    }
}
