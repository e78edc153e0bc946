package io.cinnabar.tests.suite;

import io.cinnabar.core.Credentials;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2EngineIntegrationTests extends EngineSuite {
    H2EngineIntegrationTests(TestDatabaseUrl database) {
        super(database, new Credentials("", ""));
    }
}
