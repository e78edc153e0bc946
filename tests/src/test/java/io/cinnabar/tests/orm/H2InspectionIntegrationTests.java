package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2InspectionIntegrationTests extends InspectionSuite {
    H2InspectionIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
