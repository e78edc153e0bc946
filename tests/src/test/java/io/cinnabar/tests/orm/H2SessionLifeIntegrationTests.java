package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2SessionLifeIntegrationTests extends SessionLifeSuite {
    H2SessionLifeIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
