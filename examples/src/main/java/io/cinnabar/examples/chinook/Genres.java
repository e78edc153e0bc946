package io.cinnabar.examples.chinook;

import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;

/** The kinds of music, and of what else the shop sells. */
public final class Genres extends Table {
    public final NumericColumn<Integer> id = column("genre_id", INTEGER, primaryKey());
    public final TextColumn name = column("name", varchar(120), notNull(), unique());

    public Genres(MetaData metadata) {
        super("genre", metadata);
    }
}
