package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSecretIntegrationTests extends SecretSuite {
    PostgresSecretIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
