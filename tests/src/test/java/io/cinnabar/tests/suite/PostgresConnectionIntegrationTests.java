package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresConnectionIntegrationTests extends ConnectionSuite {
    PostgresConnectionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    protected String marker(int number) {
        return "$" + number;
    }
}
