package io.cinnabar.tests.orm.model;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Its key is given by the program, its colour by the database unless the program says it; it is versioned by time. */
public class Badge {
    public @Nullable String code;
    public @Nullable String colour;
    public @Nullable String holder;
    public @Nullable LocalDateTime changed;

    public Badge() {}

    public Badge(String code, String holder) {
        this.code = code;
        this.holder = holder;
    }
}
