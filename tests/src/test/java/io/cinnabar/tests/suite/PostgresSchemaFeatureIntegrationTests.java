package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSchemaFeatureIntegrationTests extends SchemaFeatureSuite {
    PostgresSchemaFeatureIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    protected String commentsOf(String table) {
        return "SELECT obj_description('%1$s'::regclass), col_description('%1$s'::regclass, 1)".formatted(table);
    }
}
