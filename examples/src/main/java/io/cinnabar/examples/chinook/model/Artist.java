package io.cinnabar.examples.chinook.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** Who made albums. */
@Entity
@Table(name = "artist")
public class Artist {
    @Id
    @Column(name = "artist_id")
    private int id;

    private String name = "";

    @OneToMany(mappedBy = "artist")
    @OrderBy("id")
    private List<Album> albums = new ArrayList<>();

    protected Artist() {}

    public String getName() {
        return name;
    }

    public List<Album> getAlbums() {
        return albums;
    }
}
