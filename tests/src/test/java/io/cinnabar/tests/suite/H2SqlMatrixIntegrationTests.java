package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2SqlMatrixIntegrationTests extends SqlMatrixSuite {
    H2SqlMatrixIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
