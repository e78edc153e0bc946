package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresCancelFlushIntegrationTests extends CancelFlushSuite {
    PostgresCancelFlushIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
