package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSelectChapterIntegrationTests extends SelectChapter {
    PostgresSelectChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
