package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresIdentifierIntegrationTests extends IdentifierSuite {
    PostgresIdentifierIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
