package io.cinnabar.tests.reliability;

import io.cinnabar.core.Engine;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2SizeLimitIntegrationTests extends SizeLimitSuite {
    H2SizeLimitIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    boolean takesLists(Engine engine) {
        return false;
    }
}
