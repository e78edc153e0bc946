package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSessionLifeIntegrationTests extends SessionLifeSuite {
    PostgresSessionLifeIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
