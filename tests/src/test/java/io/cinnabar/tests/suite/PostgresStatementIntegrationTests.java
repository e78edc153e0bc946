package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresStatementIntegrationTests extends StatementSuite {
    PostgresStatementIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
