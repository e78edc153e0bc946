package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Stands on a shelf. */
public class Item {
    public @Nullable Long id;
    public @Nullable String name;
    public @Nullable Shelf shelf;

    public Item() {}

    public Item(String name) {
        this.name = name;
    }
}
