package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2SessionIntegrationTests extends SessionSuite {
    H2SessionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
