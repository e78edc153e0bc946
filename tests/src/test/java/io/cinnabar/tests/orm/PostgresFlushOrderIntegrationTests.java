package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresFlushOrderIntegrationTests extends FlushOrderSuite {
    PostgresFlushOrderIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
