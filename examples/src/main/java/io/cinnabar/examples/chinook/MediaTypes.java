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

/** The file formats. */
public final class MediaTypes extends Table {
    public final NumericColumn<Integer> id = column("media_type_id", INTEGER, primaryKey());
    public final TextColumn name = column("name", varchar(120), notNull(), unique());

    public MediaTypes(MetaData metadata) {
        super("media_type", metadata);
    }
}
