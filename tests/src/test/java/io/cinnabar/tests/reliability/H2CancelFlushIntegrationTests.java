package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2CancelFlushIntegrationTests extends CancelFlushSuite {
    H2CancelFlushIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
