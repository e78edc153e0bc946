package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2MergeIntegrationTests extends MergeSuite {
    H2MergeIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
