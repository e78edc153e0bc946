package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresTransactionIntegrationTests extends TransactionSuite {
    PostgresTransactionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
