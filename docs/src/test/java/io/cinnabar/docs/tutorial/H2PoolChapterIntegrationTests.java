package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2PoolChapterIntegrationTests extends PoolChapter {
    H2PoolChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
