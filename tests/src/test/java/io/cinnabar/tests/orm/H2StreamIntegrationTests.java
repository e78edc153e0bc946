package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2StreamIntegrationTests extends StreamSuite {
    H2StreamIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
