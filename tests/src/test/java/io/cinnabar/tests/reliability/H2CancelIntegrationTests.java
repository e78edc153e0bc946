package io.cinnabar.tests.reliability;

import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import io.cinnabar.type.Types;

@UsesH2
class H2CancelIntegrationTests extends CancelSuite {
    H2CancelIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    TextStatement<Row1<Long>> endless() {
        return Sql.text("SELECT x FROM system_range(1, :n)")
                .bind("n", Long.MAX_VALUE)
                .columns(Types.BIGINT);
    }
}
