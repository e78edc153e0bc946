package io.cinnabar.docs.tutorial;

import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;

// tag::addresses
public final class Addresses extends Table {
    public final NumericColumn<Long> id = column("id", BIGINT, identity(), primaryKey());
    public final NumericColumn<Long> userId =
            column("user_id", BIGINT, notNull(), indexed(), references("user_account.id"));
    public final TextColumn email = column("email", varchar(80), notNull());

    public Addresses(MetaData metadata) {
        super("address", metadata);
    }
}
// end::addresses
