package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2FlushIntegrationTests extends FlushSuite {
    H2FlushIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
