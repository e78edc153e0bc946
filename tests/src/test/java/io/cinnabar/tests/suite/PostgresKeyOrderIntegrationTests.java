package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresKeyOrderIntegrationTests extends KeyOrderSuite {
    PostgresKeyOrderIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
