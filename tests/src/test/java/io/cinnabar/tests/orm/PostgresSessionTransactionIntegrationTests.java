package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSessionTransactionIntegrationTests extends SessionTransactionSuite {
    PostgresSessionTransactionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
