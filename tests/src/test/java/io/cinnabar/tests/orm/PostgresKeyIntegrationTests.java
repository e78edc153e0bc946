package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresKeyIntegrationTests extends KeySuite {
    PostgresKeyIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
