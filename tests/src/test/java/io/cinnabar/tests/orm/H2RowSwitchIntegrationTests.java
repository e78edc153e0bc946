package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2RowSwitchIntegrationTests extends RowSwitchSuite {
    H2RowSwitchIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
