package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.text;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2BadInputIntegrationTests extends BadInputSuite {
    H2BadInputIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    /** Only an administrator may set DB_CLOSE_DELAY, as the URL of a database in memory does. */
    @Override
    protected DatabaseUrl guest() {
        run(engine.connect(connection -> connection
                .execute(text("CREATE USER IF NOT EXISTS guest PASSWORD 'pass'"))
                .rowsUpdated()));
        return DatabaseUrl.parse(database.url() + ";IGNORE_UNKNOWN_SETTINGS=TRUE")
                .withUser("guest")
                .withPassword("pass");
    }
}
