package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

@UsesPostgres
class PostgresAddressIntegrationTests extends AddressSuite {
    PostgresAddressIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    private String withHosts(String protocol, boolean hasPrimaryFirst) {
        DatabaseUrl there = DatabaseUrl.parse(database.url());
        DatabaseUrl nowhere = Addressing.unreachable(database);
        String first = there.host() + ":" + there.port();
        String second = nowhere.host() + ":" + nowhere.port();
        String hosts = hasPrimaryFirst ? first + "," + second : second + "," + first;
        return there.urlWithPassword()
                .replace("r2dbc:postgresql:", "r2dbc:postgresql" + protocol + ":")
                .replace(first, hosts);
    }

    private static void expectAnswer(String url) {
        Engine engine = Engine.create(url, EngineOptions.DEFAULT);
        StepVerifier.create(engine.connect(connection -> connection.scalar(select(literal(1)))))
                .expectNext(1)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.close()).expectComplete().verify(DEADLINE);
    }

    @ParameterizedTest(name = "the one that is there first: {0}")
    @ValueSource(booleans = {true, false})
    void triesOneHostAfterTheOther(boolean hasPrimaryFirst) {
        expectAnswer(withHosts("", hasPrimaryFirst));
        expectAnswer(withHosts(":failover", hasPrimaryFirst));
    }

    @Test
    void triesTheHostsOfAnAddressThatWasBuilt() {
        DatabaseUrl there = DatabaseUrl.parse(database.url());
        DatabaseUrl nowhere = Addressing.unreachable(database);
        expectAnswer(there.withoutOption("port")
                .withHosts(nowhere.host() + ":" + nowhere.port(), there.host() + ":" + there.port())
                .urlWithPassword());
    }
}
