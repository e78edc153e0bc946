package io.cinnabar.tests.orm.model;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has subjects, which many books share. */
public class Book {
    public @Nullable Long id;
    public @Nullable String title;
    public Set<Subject> subjects = new LinkedHashSet<>();

    public Book() {}

    public Book(String title) {
        this.title = title;
    }
}
