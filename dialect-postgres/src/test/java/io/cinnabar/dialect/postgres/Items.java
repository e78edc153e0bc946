package io.cinnabar.dialect.postgres;

import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;

import io.cinnabar.schema.ArrayColumn;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.JsonColumn;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TemporalColumn;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.type.Json;
import io.cinnabar.type.Types;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;

/** A table with a column of each kind that PostgreSQL treats in its own way. */
final class Items extends Table {
    enum Mood {
        HAPPY,
        SAD
    }

    final NumericColumn<Long> id = column("id", Types.BIGINT, Schema.identity(), primaryKey());
    final TextColumn name = column("name", Types.varchar(30), notNull());
    final TextColumn code = column("code", Types.character(3));
    final Column<Mood> mood = column("mood", Types.enumeration(Mood.class));
    final NumericColumn<BigDecimal> price = column("price", Types.numeric(10, 2));
    final JsonColumn<Json> details = column("details", Types.JSON);
    final Column<byte[]> picture = column("picture", Types.BINARY);
    final ArrayColumn<Long> numbers = column("numbers", Types.array(Types.BIGINT));
    final ArrayColumn<Mood> moods = column("moods", Types.array(Types.enumeration(Mood.class)));
    final ArrayColumn<List<Long>> grid = column("grid", Types.array(Types.array(Types.BIGINT)));
    final TemporalColumn<LocalDateTime> made = column("made", Types.TIMESTAMP.precision(3));

    Items(MetaData metadata) {
        super("items", metadata);
    }
}
