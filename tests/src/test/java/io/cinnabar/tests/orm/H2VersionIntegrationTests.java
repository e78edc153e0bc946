package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2VersionIntegrationTests extends VersionSuite {
    H2VersionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
