package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2DriverConnectionIntegrationTests extends DriverConnectionSuite {
    H2DriverConnectionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
