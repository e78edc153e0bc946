package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.function;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.core.Connection;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import reactor.core.publisher.Mono;

@UsesPostgres
class PostgresPoolIntegrationTests extends PoolSuite {
    PostgresPoolIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    protected Mono<String> session(Connection connection) {
        return connection
                .scalar(select(function("pg_backend_pid", Types.INTEGER)))
                .map(String::valueOf);
    }

    @Override
    protected String settingChange() {
        return "SET statement_timeout = 1234";
    }

    @Override
    protected String transactionStart() {
        return "BEGIN";
    }

    @Override
    protected Mono<String> setting(Connection connection) {
        return connection.scalar(select(function("current_setting", Types.TEXT, literal("statement_timeout"))));
    }
}
