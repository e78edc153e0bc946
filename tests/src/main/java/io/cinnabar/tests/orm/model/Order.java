package io.cinnabar.tests.orm.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has lines, which are deleted with it; its key is given by the program. */
public class Order {
    public @Nullable Integer number;
    public @Nullable String customer;
    public List<Line> lines = new ArrayList<>();

    public Order() {}

    public Order(int number) {
        this.number = number;
    }
}
