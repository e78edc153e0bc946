package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresGraphIntegrationTests extends GraphSuite {
    PostgresGraphIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
