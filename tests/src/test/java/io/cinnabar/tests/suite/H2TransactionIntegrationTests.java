package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2TransactionIntegrationTests extends TransactionSuite {
    H2TransactionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
