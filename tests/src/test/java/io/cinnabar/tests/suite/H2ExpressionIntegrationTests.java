package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2ExpressionIntegrationTests extends ExpressionSuite {
    H2ExpressionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
