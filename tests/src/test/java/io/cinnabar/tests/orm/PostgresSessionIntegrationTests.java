package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSessionIntegrationTests extends SessionSuite {
    PostgresSessionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
