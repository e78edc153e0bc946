package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresTypeIntegrationTests extends TypeSuite {
    PostgresTypeIntegrationTests(TestDatabaseUrl database) {
        super(database, new TypeRules(6, false, true));
    }
}
