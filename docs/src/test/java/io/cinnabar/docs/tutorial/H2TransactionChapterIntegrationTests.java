package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2TransactionChapterIntegrationTests extends TransactionChapter {
    H2TransactionChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
