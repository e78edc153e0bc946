package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2BlockingSessionIntegrationTests extends BlockingSessionSuite {
    H2BlockingSessionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
