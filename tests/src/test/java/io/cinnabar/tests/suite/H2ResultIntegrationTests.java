package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2ResultIntegrationTests extends ResultSuite {
    H2ResultIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
