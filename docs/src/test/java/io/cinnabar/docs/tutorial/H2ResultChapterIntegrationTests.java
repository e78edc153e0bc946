package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2ResultChapterIntegrationTests extends ResultChapter {
    H2ResultChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
