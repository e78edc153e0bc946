package io.cinnabar.tests.reliability;

import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;

@UsesPostgres
class PostgresPublisherVerificationIntegrationTests extends PublisherVerificationSuite {
    PostgresPublisherVerificationIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    TextStatement<Row1<Long>> numbers(long count) {
        return Sql.text("SELECT generate_series(1, CAST(:n AS BIGINT))")
                .bind("n", count)
                .columns(Types.BIGINT);
    }

    @Override
    long maxRows() {
        return ANY;
    }
}
