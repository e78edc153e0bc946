package io.cinnabar.tests.orm.model;

import org.jspecify.annotations.Nullable;

/** A line of an order, whose key is that of the order and a number. */
public class Line {
    public @Nullable Integer orderNumber;
    public @Nullable Integer place;
    public @Nullable String article;
    public @Nullable Order order;

    public Line() {}

    public Line(int place, String article) {
        this.place = place;
        this.article = article;
    }
}
