package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresBlockingTransactionChapterIntegrationTests extends BlockingTransactionChapter {
    PostgresBlockingTransactionChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
