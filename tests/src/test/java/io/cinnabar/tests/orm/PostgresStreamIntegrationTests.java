package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresStreamIntegrationTests extends StreamSuite {
    PostgresStreamIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
