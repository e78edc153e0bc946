package io.cinnabar.tests.orm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws its key from a sequence, has a column that the database computes, and notes what is called on it. */
public class Ticket {
    public @Nullable Long id;
    public @Nullable Integer price;
    public @Nullable Integer doubled;
    public @Nullable String text;
    public final List<String> calls = new ArrayList<>();

    public Ticket() {}

    public Ticket(int price) {
        this.price = price;
    }
}
