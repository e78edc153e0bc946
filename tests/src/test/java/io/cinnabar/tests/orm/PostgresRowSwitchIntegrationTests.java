package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresRowSwitchIntegrationTests extends RowSwitchSuite {
    PostgresRowSwitchIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
