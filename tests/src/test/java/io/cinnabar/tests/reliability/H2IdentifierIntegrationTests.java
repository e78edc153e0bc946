package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2IdentifierIntegrationTests extends IdentifierSuite {
    H2IdentifierIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
