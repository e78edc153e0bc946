package io.cinnabar.tests.reliability;

import io.cinnabar.core.Connection;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.Sql;
import io.cinnabar.type.Types;
import reactor.core.publisher.Mono;

/** A table into which the work of a scenario writes who it is, so that the admin sees what has come of it (I4). */
public final class Ledger extends Table {
    /** The run that wrote the row. */
    public final TextColumn run = column("run", Types.varchar(80), Schema.notNull());
    /** The step of the run. */
    public final Column<Integer> step = column("step", Types.INTEGER, Schema.notNull());

    private final AdminConnection admin;

    /** Creates the table if it is not there. */
    Ledger(AdminConnection admin) {
        super("reliability_ledger", new MetaData());
        this.admin = admin;
        admin.execute("CREATE TABLE IF NOT EXISTS reliability_ledger"
                + " (run varchar(80) NOT NULL, step integer NOT NULL, PRIMARY KEY (run, step))");
    }

    /** Writes a row. */
    public Mono<Long> write(Connection connection, String runName, int number) {
        return connection
                .execute(Sql.insert(this).set(run, runName).set(step, number))
                .rowsUpdated();
    }

    /** How many rows of a run have come to stay, as seen from outside. */
    public long rows(String runName) {
        return admin.number("SELECT count(*) FROM reliability_ledger WHERE run = ?", runName);
    }
}
