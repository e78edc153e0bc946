package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2GraphIntegrationTests extends GraphSuite {
    H2GraphIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
