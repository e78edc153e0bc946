package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresInspectionIntegrationTests extends InspectionSuite {
    PostgresInspectionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
