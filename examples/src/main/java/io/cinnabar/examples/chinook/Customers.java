package io.cinnabar.examples.chinook;

import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;

/** Who buys, and which employee looks after them. */
public final class Customers extends Table {
    public final NumericColumn<Integer> id = column("customer_id", INTEGER, primaryKey());
    public final TextColumn firstName = column("first_name", varchar(40), notNull());
    public final TextColumn lastName = column("last_name", varchar(20), notNull());
    public final TextColumn company = column("company", varchar(80));
    public final TextColumn address = column("address", varchar(70), notNull());
    public final TextColumn city = column("city", varchar(40), notNull());
    public final TextColumn state = column("state", varchar(40));
    public final TextColumn country = column("country", varchar(40), notNull());
    public final TextColumn postalCode = column("postal_code", varchar(10));
    public final TextColumn phone = column("phone", varchar(24));
    public final TextColumn fax = column("fax", varchar(24));
    public final TextColumn email = column("email", varchar(60), notNull(), unique());
    public final NumericColumn<Integer> supportRepId =
            column("support_rep_id", INTEGER, notNull(), indexed(), references("employee.employee_id"));

    public Customers(MetaData metadata) {
        super("customer", metadata);
    }
}
