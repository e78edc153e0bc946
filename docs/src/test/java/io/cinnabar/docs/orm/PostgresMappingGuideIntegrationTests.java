package io.cinnabar.docs.orm;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresMappingGuideIntegrationTests extends MappingGuide {
    PostgresMappingGuideIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
