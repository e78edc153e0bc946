package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2BlockingResultChapterIntegrationTests extends BlockingResultChapter {
    H2BlockingResultChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
