package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresFailureIntegrationTests extends FailureSuite {
    PostgresFailureIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
