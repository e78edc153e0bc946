package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2BlockingGuideIntegrationTests extends BlockingGuide {
    H2BlockingGuideIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
