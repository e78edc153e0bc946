package io.cinnabar.tests.orm.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has friends of its own class, and is one of others. */
public class Member {
    public @Nullable Long id;
    public @Nullable String name;
    public Set<Member> friends = new LinkedHashSet<>();
    public List<Member> admirers = new ArrayList<>();

    public Member() {}

    public Member(String name) {
        this.name = name;
    }

    public @Nullable String name() {
        return name;
    }
}
