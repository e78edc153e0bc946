package io.cinnabar.tests.suite;

import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;

/** People, with a name that differs. */
public final class Users extends Table {
    /** The number that the database gives. */
    public final NumericColumn<Long> id = column("id", BIGINT, identity(), primaryKey());
    /** The name, which differs between users. */
    public final TextColumn name = column("name", varchar(30), notNull(), unique());
    /** The full name, which can be missing. */
    public final TextColumn fullname = column("fullname", varchar(60));
    /** The age, which can be missing. */
    public final NumericColumn<Integer> age = column("age", INTEGER);

    /** The table. */
    public Users(MetaData metadata) {
        super("user_account", metadata);
    }
}
