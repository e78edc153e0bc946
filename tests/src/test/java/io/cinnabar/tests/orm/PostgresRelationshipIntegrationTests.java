package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresRelationshipIntegrationTests extends RelationshipSuite {
    PostgresRelationshipIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
