package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Has a key of two columns in an object of its own. */
public class Seat {
    public @Nullable Id id;
    public @Nullable String guest;

    public Seat() {}

    public Seat(String row, int number, String guest) {
        this.id = new Id(row, number);
        this.guest = guest;
    }

    /** The key. */
    public record Id(@Nullable String row, @Nullable Integer number) {}
}
