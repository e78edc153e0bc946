package io.cinnabar.tests.support;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@UsesH2
class H2TestDatabaseTests {

    private final TestDatabaseUrl database;

    H2TestDatabaseTests(TestDatabaseUrl database) {
        this.database = database;
    }

    @Test
    void outlivesItsLastConnection() {
        execute(database.url(), "CREATE TABLE kept (id INT)").blockLast(Duration.ofSeconds(10));

        StepVerifier.create(execute(database.url(), "INSERT INTO kept VALUES (1)"))
                .expectNext(1L)
                .verifyComplete();
    }

    @Test
    void givesEachRequestItsOwnDatabase() {
        execute(database.url(), "CREATE TABLE mine (id INT)").blockLast(Duration.ofSeconds(10));

        StepVerifier.create(execute(TestDatabase.h2().createDatabase(), "INSERT INTO mine VALUES (1)"))
                .verifyError(R2dbcException.class);
    }

    @Test
    void forgetsDroppedDatabase() {
        String url = TestDatabase.h2().createDatabase();
        execute(url, "CREATE TABLE gone (id INT)").blockLast(Duration.ofSeconds(10));

        TestDatabase.h2().dropDatabase(url);

        StepVerifier.create(execute(url, "INSERT INTO gone VALUES (1)")).verifyError(R2dbcException.class);
    }

    private static Flux<Long> execute(String url, String sql) {
        return Flux.usingWhen(
                Mono.from(ConnectionFactories.get(url).create()),
                connection ->
                        Flux.from(connection.createStatement(sql).execute()).flatMap(Result::getRowsUpdated),
                Connection::close);
    }
}
