package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2BlockingTransactionChapterIntegrationTests extends BlockingTransactionChapter {
    H2BlockingTransactionChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
