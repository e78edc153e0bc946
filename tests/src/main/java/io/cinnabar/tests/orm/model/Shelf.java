package io.cinnabar.tests.orm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has a key of two columns, to which its items refer. */
public class Shelf {
    public @Nullable String room;
    public @Nullable Integer number;
    public List<Item> items = new ArrayList<>();

    public Shelf() {}

    public Shelf(String room, int number, Item... items) {
        this.room = room;
        this.number = number;
        this.items = new ArrayList<>(List.of(items));
    }
}
