package io.cinnabar.tests.blocking;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2BlockingIntegrationTests extends BlockingSuite {
    H2BlockingIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
