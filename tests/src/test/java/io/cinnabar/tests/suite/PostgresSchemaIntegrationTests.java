package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSchemaIntegrationTests extends SchemaSuite {
    PostgresSchemaIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
