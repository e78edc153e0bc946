package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2TypeIntegrationTests extends TypeSuite {
    H2TypeIntegrationTests(TestDatabaseUrl database) {
        super(database, new TypeRules(9, true, false));
    }
}
