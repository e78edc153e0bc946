package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2KeyOrderIntegrationTests extends KeyOrderSuite {
    H2KeyOrderIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
