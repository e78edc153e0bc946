package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2EngineChapterIntegrationTests extends EngineChapter {
    H2EngineChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
