package io.cinnabar.benchmarks;

import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.BOOLEAN;
import static io.cinnabar.type.Types.DOUBLE;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.TIMESTAMP_WITH_TIME_ZONE;

import io.cinnabar.schema.BooleanColumn;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TemporalColumn;
import io.cinnabar.schema.TextColumn;
import java.time.OffsetDateTime;

/** The table of the workloads. */
final class Authors extends Table {
    final NumericColumn<Long> id = column("id", BIGINT, identity(), primaryKey());
    final TextColumn name = column("name", TEXT, notNull());
    final TextColumn email = column("email", TEXT, notNull());
    final NumericColumn<Integer> age = column("age", INTEGER, notNull());
    final TemporalColumn<OffsetDateTime> createdAt = column("created_at", TIMESTAMP_WITH_TIME_ZONE, notNull());
    final BooleanColumn active = column("active", BOOLEAN, notNull());
    final NumericColumn<Double> score = column("score", DOUBLE, notNull());
    final TextColumn bio = column("bio", TEXT, notNull());

    Authors(MetaData metadata) {
        super("author", metadata);
    }
}
