package io.cinnabar.tests.orm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has addresses, which live and die with it; the database gives it a status. */
public class User {
    public @Nullable Long id;
    public @Nullable String name;
    public @Nullable String status;
    public @Nullable List<Address> addresses = new ArrayList<>();

    public User() {}

    public User(String name, Address... addresses) {
        this.name = name;
        this.addresses = new ArrayList<>(List.of(addresses));
    }

    /** The addresses. */
    public List<Address> addresses() {
        return java.util.Objects.requireNonNull(addresses);
    }

    /** The name. */
    public @Nullable String name() {
        return name;
    }
}
