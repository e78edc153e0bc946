package io.cinnabar.examples.chinook;

import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;

/** The artists. */
public final class Artists extends Table {
    public final NumericColumn<Integer> id = column("artist_id", INTEGER, primaryKey());
    public final TextColumn name = column("name", varchar(120), notNull());

    public Artists(MetaData metadata) {
        super("artist", metadata);
    }
}
