package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2MappingChapterIntegrationTests extends MappingChapter {
    H2MappingChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
