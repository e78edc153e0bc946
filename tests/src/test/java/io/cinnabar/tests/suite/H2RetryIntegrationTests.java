package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2RetryIntegrationTests extends RetrySuite {
    H2RetryIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
