package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2WriteIntegrationTests extends WriteSuite {
    H2WriteIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
