package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2EventIntegrationTests extends EventSuite {
    H2EventIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
