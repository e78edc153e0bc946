package io.cinnabar.tests.reliability;

import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import io.cinnabar.type.Types;

@UsesH2
class H2TransactionStateIntegrationTests extends TransactionStateSuite {
    H2TransactionStateIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    TextStatement<Row1<String>> sessionState() {
        return Sql.text("SELECT isolation_level FROM information_schema.sessions WHERE session_id = session_id()")
                .columns(Types.TEXT);
    }

    @Override
    TransactionOptions unusual() {
        return TransactionOptions.DEFAULT.withIsolationLevel(IsolationLevel.SERIALIZABLE);
    }

    @Override
    TextStatement<Row1<Integer>> numbers(int count) {
        return Sql.text("SELECT CAST(x AS INTEGER) FROM system_range(1, :count)")
                .bind("count", count)
                .columns(Types.INTEGER);
    }
}
