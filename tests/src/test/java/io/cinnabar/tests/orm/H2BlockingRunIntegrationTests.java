package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2BlockingRunIntegrationTests extends BlockingRunSuite {
    H2BlockingRunIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
