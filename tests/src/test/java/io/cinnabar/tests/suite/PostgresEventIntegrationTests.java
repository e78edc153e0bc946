package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresEventIntegrationTests extends EventSuite {
    PostgresEventIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
