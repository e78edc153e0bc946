package io.cinnabar.tests.reliability;

import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** In the soak only: about once in ten runs a rule waits in vain for a row, for as long as a validation may take. */
@UsesPostgres
@EnabledIfSystemProperty(named = "cinnabar.soak", matches = "true")
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
