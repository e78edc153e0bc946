package io.cinnabar.docs.tutorial;

import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;

// tag::users
public final class Users extends Table {
    public final NumericColumn<Long> id = column("id", BIGINT, identity(), primaryKey());
    public final TextColumn name = column("name", varchar(30), notNull());
    public final TextColumn fullname = column("fullname", TEXT);

    public Users(MetaData metadata) {
        super("user_account", metadata);
    }
}
// end::users
