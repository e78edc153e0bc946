package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresOuterTransactionIntegrationTests extends OuterTransactionSuite {
    PostgresOuterTransactionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
