package io.cinnabar.tests.orm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has photos, which do not know of it: their foreign key belongs to the collection alone. */
public class Album {
    public @Nullable Long id;
    public @Nullable String title;
    public List<Photo> photos = new ArrayList<>();

    public Album() {}

    public Album(String title, Photo... photos) {
        this.title = title;
        this.photos = new ArrayList<>(List.of(photos));
    }
}
