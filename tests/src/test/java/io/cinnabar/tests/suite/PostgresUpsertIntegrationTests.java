package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresUpsertIntegrationTests extends UpsertSuite {
    PostgresUpsertIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
