package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresLoadingChapterIntegrationTests extends LoadingChapter {
    PostgresLoadingChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
