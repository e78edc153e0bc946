package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresMergeIntegrationTests extends MergeSuite {
    PostgresMergeIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
