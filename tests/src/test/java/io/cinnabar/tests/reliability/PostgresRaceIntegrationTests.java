package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresRaceIntegrationTests extends RaceSuite {
    PostgresRaceIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
