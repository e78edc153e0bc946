package io.cinnabar.tests.suite;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.tests.support.TestDatabase;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresBadAddressIntegrationTests extends BadAddressSuite {
    PostgresBadAddressIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    protected DatabaseUrl withWrongPassword(String password) {
        return DatabaseUrl.parse(TestDatabase.postgres().passwordUrl(password));
    }
}
