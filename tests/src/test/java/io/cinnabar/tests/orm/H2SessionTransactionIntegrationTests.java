package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2SessionTransactionIntegrationTests extends SessionTransactionSuite {
    H2SessionTransactionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
