package io.cinnabar.tests.reliability;

import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.type.Types.INTEGER;

import io.cinnabar.sql.Row1;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2CancelEverywhereIntegrationTests extends CancelEverywhereSuite {
    H2CancelEverywhereIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    TextStatement<Row1<Integer>> numbers(int count) {
        return text("SELECT CAST(x AS INTEGER) FROM system_range(1, :count)")
                .bind("count", count)
                .columns(INTEGER);
    }
}
