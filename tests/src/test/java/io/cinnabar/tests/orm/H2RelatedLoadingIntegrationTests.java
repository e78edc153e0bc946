package io.cinnabar.tests.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2RelatedLoadingIntegrationTests extends RelatedLoadingSuite {
    H2RelatedLoadingIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
