package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2FlushFailureIntegrationTests extends FlushFailureSuite {
    H2FlushFailureIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
