package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2RaceIntegrationTests extends RaceSuite {
    H2RaceIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
