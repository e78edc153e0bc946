package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresExpressionIntegrationTests extends ExpressionSuite {
    PostgresExpressionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
