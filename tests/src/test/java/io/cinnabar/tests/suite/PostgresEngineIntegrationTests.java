package io.cinnabar.tests.suite;

import io.cinnabar.core.Credentials;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresEngineIntegrationTests extends EngineSuite {
    PostgresEngineIntegrationTests(TestDatabaseUrl database) {
        super(database, new Credentials("postgres", "postgres"));
    }
}
