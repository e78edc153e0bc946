package io.cinnabar.docs.orm;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

// tag::class
@Entity
@Table(name = "user_account")
public class User {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(length = 30, nullable = false)
    private String name = "";

    private @Nullable String fullname;

    @Version
    private int version;

    @OneToMany(mappedBy = "user", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("email")
    private List<Address> addresses = new ArrayList<>();

    @ManyToMany
    private Set<Team> teams = new LinkedHashSet<>();

    protected User() {}

    public User(String name, @Nullable String fullname) {
        this.name = name;
        this.fullname = fullname;
    }

    public void addAddress(String email) {
        addresses.add(new Address(this, email));
    }
    // end::class

    public @Nullable Long getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public @Nullable String getFullname() {
        return fullname;
    }

    public void setFullname(@Nullable String fullname) {
        this.fullname = fullname;
    }

    public int getVersion() {
        return version;
    }

    public List<Address> getAddresses() {
        return addresses;
    }

    public Set<Team> getTeams() {
        return teams;
    }
}
