package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresBlockingSessionChapterIntegrationTests extends BlockingSessionChapter {
    PostgresBlockingSessionChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
