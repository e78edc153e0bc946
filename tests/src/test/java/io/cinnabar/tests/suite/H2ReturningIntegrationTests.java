package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2ReturningIntegrationTests extends ReturningSuite {
    H2ReturningIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
