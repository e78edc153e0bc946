package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresResultChapterIntegrationTests extends ResultChapter {
    PostgresResultChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
