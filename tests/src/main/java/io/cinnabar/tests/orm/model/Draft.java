package io.cinnabar.tests.orm.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Its versions are random. */
public class Draft {
    public @Nullable Long id;
    public @Nullable String text;
    public @Nullable UUID version;

    public Draft() {}

    public Draft(String text) {
        this.text = text;
    }
}
