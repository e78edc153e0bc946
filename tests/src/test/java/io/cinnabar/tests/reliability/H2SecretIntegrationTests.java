package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2SecretIntegrationTests extends SecretSuite {
    H2SecretIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
