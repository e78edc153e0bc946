package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresRelatedLoadingIntegrationTests extends RelatedLoadingSuite {
    PostgresRelatedLoadingIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
