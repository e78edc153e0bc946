package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresMappingChapterIntegrationTests extends MappingChapter {
    PostgresMappingChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
