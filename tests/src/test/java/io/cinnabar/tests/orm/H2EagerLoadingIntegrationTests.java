package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2EagerLoadingIntegrationTests extends EagerLoadingSuite {
    H2EagerLoadingIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
