package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresLogIntegrationTests extends LogSuite {
    PostgresLogIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
