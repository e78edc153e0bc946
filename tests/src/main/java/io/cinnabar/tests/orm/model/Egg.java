package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Was laid by a hen. */
public class Egg {
    public @Nullable Long id;
    public @Nullable Hen layer;
}
