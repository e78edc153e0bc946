package io.cinnabar.examples.chinook;

import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TIMESTAMP;
import static io.cinnabar.type.Types.varchar;

import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TemporalColumn;
import io.cinnabar.schema.TextColumn;
import java.time.LocalDateTime;

/** Who works for the shop; all but the general manager report to another employee. */
public final class Employees extends Table {
    public final NumericColumn<Integer> id = column("employee_id", INTEGER, primaryKey());
    public final TextColumn lastName = column("last_name", varchar(20), notNull());
    public final TextColumn firstName = column("first_name", varchar(20), notNull());
    public final TextColumn title = column("title", varchar(30), notNull());
    public final NumericColumn<Integer> reportsTo = column("reports_to", INTEGER, indexed(), references(id));
    public final TemporalColumn<LocalDateTime> birthDate = column("birth_date", TIMESTAMP, notNull());
    public final TemporalColumn<LocalDateTime> hireDate = column("hire_date", TIMESTAMP, notNull());
    public final TextColumn address = column("address", varchar(70), notNull());
    public final TextColumn city = column("city", varchar(40), notNull());
    public final TextColumn state = column("state", varchar(40));
    public final TextColumn country = column("country", varchar(40), notNull());
    public final TextColumn postalCode = column("postal_code", varchar(10));
    public final TextColumn phone = column("phone", varchar(24));
    public final TextColumn fax = column("fax", varchar(24));
    public final TextColumn email = column("email", varchar(60), notNull(), unique());

    public Employees(MetaData metadata) {
        super("employee", metadata);
    }
}
