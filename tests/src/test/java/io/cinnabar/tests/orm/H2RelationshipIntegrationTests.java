package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2RelationshipIntegrationTests extends RelationshipSuite {
    H2RelationshipIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
