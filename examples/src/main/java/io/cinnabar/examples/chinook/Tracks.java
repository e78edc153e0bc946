package io.cinnabar.examples.chinook;

import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.numeric;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import java.math.BigDecimal;

/** What is sold: songs, and some films and plays. */
public final class Tracks extends Table {
    public final NumericColumn<Integer> id = column("track_id", INTEGER, primaryKey());
    public final TextColumn name = column("name", varchar(200), notNull());
    public final NumericColumn<Integer> albumId =
            column("album_id", INTEGER, notNull(), indexed(), references("album.album_id"));
    public final NumericColumn<Integer> mediaTypeId =
            column("media_type_id", INTEGER, notNull(), indexed(), references("media_type.media_type_id"));
    public final NumericColumn<Integer> genreId =
            column("genre_id", INTEGER, notNull(), indexed(), references("genre.genre_id"));
    public final TextColumn composer = column("composer", varchar(220));
    public final NumericColumn<Integer> milliseconds = column("milliseconds", INTEGER, notNull());
    public final NumericColumn<Long> bytes = column("bytes", BIGINT, notNull());
    public final NumericColumn<BigDecimal> unitPrice = column("unit_price", numeric(10, 2), notNull());

    public Tracks(MetaData metadata) {
        super("track", metadata);
    }
}
