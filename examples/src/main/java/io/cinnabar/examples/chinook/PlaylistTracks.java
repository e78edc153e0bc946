package io.cinnabar.examples.chinook;

import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.type.Types.INTEGER;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;

/** Which tracks are on which playlists; the key is both. */
public final class PlaylistTracks extends Table {
    public final NumericColumn<Integer> playlistId =
            column("playlist_id", INTEGER, primaryKey(), references("playlist.playlist_id"));
    public final NumericColumn<Integer> trackId =
            column("track_id", INTEGER, primaryKey(), indexed(), references("track.track_id"));

    public PlaylistTracks(MetaData metadata) {
        super("playlist_track", metadata);
    }
}
