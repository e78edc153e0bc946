package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2SchemaIntegrationTests extends SchemaSuite {
    H2SchemaIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
