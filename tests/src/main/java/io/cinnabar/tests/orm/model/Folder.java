package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** Is always loaded with the one that it is in, and so on. */
public class Folder {
    public @Nullable Long id;
    public @Nullable String name;
    public @Nullable Folder parent;

    public Folder() {}

    public Folder(String name, @Nullable Folder parent) {
        this.name = name;
        this.parent = parent;
    }
}
