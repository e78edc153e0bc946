package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresBlockingSessionIntegrationTests extends BlockingSessionSuite {
    PostgresBlockingSessionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
