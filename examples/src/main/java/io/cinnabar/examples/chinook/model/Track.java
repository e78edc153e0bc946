package io.cinnabar.examples.chinook.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;

/** A track of an album; of its columns those that the example needs. */
@Entity
@Table(name = "track")
public class Track {
    @Id
    @Column(name = "track_id")
    private int id;

    private String name = "";

    @ManyToOne(optional = false)
    @JoinColumn(name = "album_id")
    private Album album;

    private int milliseconds;

    private BigDecimal unitPrice = BigDecimal.ZERO;

    @ManyToMany(mappedBy = "tracks")
    private Set<Playlist> playlists = new LinkedHashSet<>();

    @SuppressWarnings("NullAway.Init") // set when a row is loaded
    protected Track() {}

    public String getName() {
        return name;
    }

    public Album getAlbum() {
        return album;
    }

    public int getMilliseconds() {
        return milliseconds;
    }

    public BigDecimal getUnitPrice() {
        return unitPrice;
    }

    public Set<Playlist> getPlaylists() {
        return playlists;
    }
}
