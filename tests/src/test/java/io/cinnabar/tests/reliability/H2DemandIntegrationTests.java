package io.cinnabar.tests.reliability;

import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import io.cinnabar.type.Types;

@UsesH2
class H2DemandIntegrationTests extends DemandSuite {
    H2DemandIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    TextStatement<Row1<Long>> numbers(long count) {
        return Sql.text("SELECT x FROM system_range(1, :n)").bind("n", count).columns(Types.BIGINT);
    }
}
