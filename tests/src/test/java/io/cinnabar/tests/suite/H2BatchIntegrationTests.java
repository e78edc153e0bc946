package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2BatchIntegrationTests extends BatchSuite {
    H2BatchIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
