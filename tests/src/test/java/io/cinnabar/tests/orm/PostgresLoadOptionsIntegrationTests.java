package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresLoadOptionsIntegrationTests extends LoadOptionsSuite {
    PostgresLoadOptionsIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
