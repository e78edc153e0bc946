package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2ConnectionIntegrationTests extends ConnectionSuite {
    H2ConnectionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    protected String marker(int number) {
        return "?";
    }
}
