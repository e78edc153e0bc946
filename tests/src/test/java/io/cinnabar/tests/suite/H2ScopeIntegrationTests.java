package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2ScopeIntegrationTests extends ScopeSuite {
    H2ScopeIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
