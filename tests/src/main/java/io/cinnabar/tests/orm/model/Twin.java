package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Cannot be without the other one. */
public class Twin {
    public @Nullable Long id;
    public @Nullable Twin other;
}
