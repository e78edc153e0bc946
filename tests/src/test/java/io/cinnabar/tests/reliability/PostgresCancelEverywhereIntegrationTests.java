package io.cinnabar.tests.reliability;

import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.type.Types.INTEGER;

import io.cinnabar.sql.Row1;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;

@UsesPostgres
class PostgresCancelEverywhereIntegrationTests extends CancelEverywhereSuite {
    PostgresCancelEverywhereIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    TextStatement<Row1<Integer>> numbers(int count) {
        return text("SELECT n FROM generate_series(1, :count) n")
                .bind("count", count)
                .columns(INTEGER);
    }
}
