package io.cinnabar.tests.orm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Belongs to books; equal by its key, which it gets late. */
public class Subject {
    public @Nullable Long id;
    public @Nullable String title;
    public List<Book> books = new ArrayList<>();

    public Subject() {}

    public Subject(String title) {
        this.title = title;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Subject subject && (this == other || (id != null && id.equals(subject.id)));
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(id);
    }
}
