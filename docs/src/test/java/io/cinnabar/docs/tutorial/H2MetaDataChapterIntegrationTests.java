package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2MetaDataChapterIntegrationTests extends MetaDataChapter {
    H2MetaDataChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
