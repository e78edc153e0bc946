package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresBlockingRunIntegrationTests extends BlockingRunSuite {
    PostgresBlockingRunIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
