package io.cinnabar.tests.orm.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Is versioned by a moment. */
public class Visit {
    public @Nullable Long id;
    public @Nullable String place;
    public @Nullable Instant changed;

    public Visit() {}

    public Visit(String place) {
        this.place = place;
    }
}
