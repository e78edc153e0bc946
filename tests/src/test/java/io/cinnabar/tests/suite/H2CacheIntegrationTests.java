package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2CacheIntegrationTests extends CacheSuite {
    H2CacheIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
