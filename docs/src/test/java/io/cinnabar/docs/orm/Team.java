package io.cinnabar.docs.orm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.LinkedHashSet;
import java.util.Set;

// tag::class
@Entity
@Table(name = "team")
public class Team {
    @Id
    private String name = "";

    @ManyToMany(mappedBy = "teams")
    private Set<User> members = new LinkedHashSet<>();

    protected Team() {}

    public Team(String name) {
        this.name = name;
    }
    // end::class

    public String getName() {
        return name;
    }

    public Set<User> getMembers() {
        return members;
    }
}
