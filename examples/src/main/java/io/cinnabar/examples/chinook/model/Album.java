package io.cinnabar.examples.chinook.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** An album of one artist. */
@Entity
@Table(name = "album")
public class Album {
    @Id
    @Column(name = "album_id")
    private int id;

    private String title = "";

    @ManyToOne(optional = false)
    @JoinColumn(name = "artist_id")
    private Artist artist;

    @OneToMany(mappedBy = "album")
    @OrderBy("id")
    private List<Track> tracks = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set when a row is loaded
    protected Album() {}

    public String getTitle() {
        return title;
    }

    public Artist getArtist() {
        return artist;
    }

    public List<Track> getTracks() {
        return tracks;
    }
}
