package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2LoadingIntegrationTests extends LoadingSuite {
    H2LoadingIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
