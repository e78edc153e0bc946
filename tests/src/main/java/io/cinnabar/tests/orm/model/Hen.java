package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Came out of an egg, and lays a favourite one. */
public class Hen {
    public @Nullable Long id;
    public @Nullable Egg origin;
    public @Nullable Egg favourite;
}
