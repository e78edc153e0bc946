package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2KeyIntegrationTests extends KeySuite {
    H2KeyIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
