package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresSessionChapterIntegrationTests extends SessionChapter {
    PostgresSessionChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
