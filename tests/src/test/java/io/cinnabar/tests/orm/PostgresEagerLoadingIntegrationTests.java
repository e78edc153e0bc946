package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresEagerLoadingIntegrationTests extends EagerLoadingSuite {
    PostgresEagerLoadingIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
