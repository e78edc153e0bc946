package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2SelectChapterIntegrationTests extends SelectChapter {
    H2SelectChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
