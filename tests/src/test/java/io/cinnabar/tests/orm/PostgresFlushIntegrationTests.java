package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresFlushIntegrationTests extends FlushSuite {
    PostgresFlushIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
