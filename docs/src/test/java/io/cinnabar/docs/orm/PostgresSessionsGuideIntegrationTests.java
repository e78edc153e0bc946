package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSessionsGuideIntegrationTests extends SessionsGuide {
    PostgresSessionsGuideIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
