package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2OuterTransactionIntegrationTests extends OuterTransactionSuite {
    H2OuterTransactionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
