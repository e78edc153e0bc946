package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2StatementIntegrationTests extends StatementSuite {
    H2StatementIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
