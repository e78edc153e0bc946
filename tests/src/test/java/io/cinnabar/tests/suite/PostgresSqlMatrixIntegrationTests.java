package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSqlMatrixIntegrationTests extends SqlMatrixSuite {
    PostgresSqlMatrixIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
