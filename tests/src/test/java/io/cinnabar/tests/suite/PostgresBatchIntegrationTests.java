package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresBatchIntegrationTests extends BatchSuite {
    PostgresBatchIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
