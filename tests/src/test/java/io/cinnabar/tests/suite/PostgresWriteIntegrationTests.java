package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresWriteIntegrationTests extends WriteSuite {
    PostgresWriteIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
