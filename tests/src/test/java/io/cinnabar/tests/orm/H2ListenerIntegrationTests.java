package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2ListenerIntegrationTests extends ListenerSuite {
    H2ListenerIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
