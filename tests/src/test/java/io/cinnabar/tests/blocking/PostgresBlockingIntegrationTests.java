package io.cinnabar.tests.blocking;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresBlockingIntegrationTests extends BlockingSuite {
    PostgresBlockingIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
