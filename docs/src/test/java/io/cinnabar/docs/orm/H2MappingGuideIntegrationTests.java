package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2MappingGuideIntegrationTests extends MappingGuide {
    H2MappingGuideIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
