package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresDriverConnectionIntegrationTests extends DriverConnectionSuite {
    PostgresDriverConnectionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
