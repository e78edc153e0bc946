package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresListenerIntegrationTests extends ListenerSuite {
    PostgresListenerIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
