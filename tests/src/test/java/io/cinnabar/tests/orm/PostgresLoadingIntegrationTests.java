package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresLoadingIntegrationTests extends LoadingSuite {
    PostgresLoadingIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
