package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresBlockingResultChapterIntegrationTests extends BlockingResultChapter {
    PostgresBlockingResultChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
