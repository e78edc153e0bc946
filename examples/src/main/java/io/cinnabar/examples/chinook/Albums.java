package io.cinnabar.examples.chinook;

import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;

/** The albums, each of one artist. */
public final class Albums extends Table {
    public final NumericColumn<Integer> id = column("album_id", INTEGER, primaryKey());
    public final TextColumn title = column("title", varchar(160), notNull());
    public final NumericColumn<Integer> artistId =
            column("artist_id", INTEGER, notNull(), indexed(), references("artist.artist_id"));

    public Albums(MetaData metadata) {
        super("album", metadata);
    }
}
