package io.cinnabar.tests.suite;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.tests.support.PostgresTestDatabase;
import io.cinnabar.tests.support.TestDatabase;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.util.Objects;

@UsesPostgres
class PostgresBadInputIntegrationTests extends BadInputSuite {
    PostgresBadInputIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    protected DatabaseUrl guest() {
        DatabaseUrl own = DatabaseUrl.parse(database.url());
        return DatabaseUrl.parse(TestDatabase.postgres().passwordUrl(PostgresTestDatabase.PASSWORD))
                .withDatabase(Objects.requireNonNull(own.database()));
    }
}
