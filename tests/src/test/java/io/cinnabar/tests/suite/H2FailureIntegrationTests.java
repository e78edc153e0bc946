package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2FailureIntegrationTests extends FailureSuite {
    H2FailureIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
