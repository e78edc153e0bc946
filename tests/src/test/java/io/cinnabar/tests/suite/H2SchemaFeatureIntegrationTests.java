package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2SchemaFeatureIntegrationTests extends SchemaFeatureSuite {
    H2SchemaFeatureIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    protected String commentsOf(String table) {
        return """
                SELECT t.remarks, c.remarks
                FROM INFORMATION_SCHEMA.TABLES t
                JOIN INFORMATION_SCHEMA.COLUMNS c ON c.table_schema = t.table_schema AND c.table_name = t.table_name
                WHERE lower(t.table_name) = '%s' AND lower(c.column_name) = 'id'""".formatted(table);
    }
}
