package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresMetaDataChapterIntegrationTests extends MetaDataChapter {
    PostgresMetaDataChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
