package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2UpsertIntegrationTests extends UpsertSuite {
    H2UpsertIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
