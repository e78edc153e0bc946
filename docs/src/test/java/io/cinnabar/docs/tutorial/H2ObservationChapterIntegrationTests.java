package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2ObservationChapterIntegrationTests extends ObservationChapter {
    H2ObservationChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
