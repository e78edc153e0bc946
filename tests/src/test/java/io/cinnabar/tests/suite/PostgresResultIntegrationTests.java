package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresResultIntegrationTests extends ResultSuite {
    PostgresResultIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
