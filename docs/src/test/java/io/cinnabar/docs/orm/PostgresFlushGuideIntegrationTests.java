package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresFlushGuideIntegrationTests extends FlushGuide {
    PostgresFlushGuideIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
