package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.function;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.core.Connection;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import io.cinnabar.type.Types;
import reactor.core.publisher.Mono;

@UsesH2
class H2PoolIntegrationTests extends PoolSuite {
    H2PoolIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    protected Mono<String> session(Connection connection) {
        return connection.scalar(select(function("session_id", Types.BIGINT))).map(String::valueOf);
    }

    @Override
    protected String settingChange() {
        return "SET @cinnabar 1234";
    }

    @Override
    protected String transactionStart() {
        return "SET AUTOCOMMIT FALSE";
    }

    @Override
    protected Mono<String> setting(Connection connection) {
        return connection.scalar(
                select(io.cinnabar.sql.Sql.literalColumn("coalesce(CAST(@cinnabar AS VARCHAR), 'none')", Types.TEXT)));
    }
}
