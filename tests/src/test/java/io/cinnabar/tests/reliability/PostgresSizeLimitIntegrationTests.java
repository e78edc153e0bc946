package io.cinnabar.tests.reliability;

import io.cinnabar.core.Engine;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSizeLimitIntegrationTests extends SizeLimitSuite {
    PostgresSizeLimitIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    boolean takesLists(Engine engine) {
        return true;
    }
}
