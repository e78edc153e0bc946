package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2LoadOptionsIntegrationTests extends LoadOptionsSuite {
    H2LoadOptionsIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
