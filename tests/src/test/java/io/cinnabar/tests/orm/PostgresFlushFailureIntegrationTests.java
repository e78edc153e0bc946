package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresFlushFailureIntegrationTests extends FlushFailureSuite {
    PostgresFlushFailureIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
