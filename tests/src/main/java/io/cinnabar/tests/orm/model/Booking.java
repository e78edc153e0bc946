package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Has a key of two attributes, which another class holds together for {@code get(…)}. */
public class Booking {
    public @Nullable String flight;
    public @Nullable Integer place;
    public @Nullable String passenger;

    public Booking() {}

    public Booking(String flight, int place, String passenger) {
        this.flight = flight;
        this.place = place;
        this.passenger = passenger;
    }

    /** The key. */
    public record Id(@Nullable String flight, @Nullable Integer place) {}
}
