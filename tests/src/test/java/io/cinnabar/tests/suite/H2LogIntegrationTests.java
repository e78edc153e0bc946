package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2LogIntegrationTests extends LogSuite {
    H2LogIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
