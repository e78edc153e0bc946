package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2FlushOrderIntegrationTests extends FlushOrderSuite {
    H2FlushOrderIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
