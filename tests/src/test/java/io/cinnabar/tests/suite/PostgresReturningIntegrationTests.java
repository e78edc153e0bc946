package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresReturningIntegrationTests extends ReturningSuite {
    PostgresReturningIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
