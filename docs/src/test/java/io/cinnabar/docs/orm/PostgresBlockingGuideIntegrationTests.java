package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresBlockingGuideIntegrationTests extends BlockingGuide {
    PostgresBlockingGuideIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
