package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresScopeIntegrationTests extends ScopeSuite {
    PostgresScopeIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
