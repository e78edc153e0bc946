package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresVersionIntegrationTests extends VersionSuite {
    PostgresVersionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
