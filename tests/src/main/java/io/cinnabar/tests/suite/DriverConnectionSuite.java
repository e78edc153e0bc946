package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.error.BadSqlException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is asked of the driver's connection, and what users may ask of it themselves. */
public abstract class DriverConnectionSuite extends DialectSuite {
    private static final List<String> ENDS =
            List.of("beginTransaction", "commitTransaction", "rollbackTransaction", "setAutoCommit");

    /** A suite on a database. */
    protected DriverConnectionSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void deleteUsers() {
        givenUsers(0);
    }

    private static Flux<Object> query(Connection driver, String sql) {
        return Flux.from(driver.createStatement(sql).execute())
                .concatMap(result -> result.map((row, metadata) -> String.valueOf(row.get(0))));
    }

    private void expectUsable() {
        PoolProbe.expectIdle(engine, DEADLINE);
        StepVerifier.create(countUsers()).expectNextCount(1).expectComplete().verify(DEADLINE);
    }

    @Test
    final void neitherBeginsNorEndsTransactionsThatNobodyAskedFor() {
        var recorder = new DriverRecorder(ConnectionFactories.get(database.url()));
        Engine recorded = Engine.of(recorder);
        for (int round = 0; round < 2; round++) {
            StepVerifier.create(recorded.connect(connection -> connection
                            .execute(insert(users).set(users.name, "user"))
                            .then()
                            .then(connection
                                    .execute(insert(users).set(users.name, "user"))
                                    .then()
                                    .onErrorComplete())
                            .then(connection
                                    .execute(io.cinnabar.sql.Sql.delete(users))
                                    .rowsUpdated())))
                    .expectNext(1L)
                    .expectComplete()
                    .verify(DEADLINE);
            PoolProbe.expectIdle(recorded, DEADLINE);
        }
        assertThat(recorder.calls()).contains("createStatement").doesNotContainAnyElementsOf(ENDS);
        StepVerifier.create(recorded.begin(connection -> connection.scalar(select(literal(1)))))
                .expectNext(1)
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(recorded, DEADLINE);
        assertThat(recorder.calls()).containsOnlyOnce("commitTransaction").doesNotContain("rollbackTransaction");
        StepVerifier.create(recorded.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void workOnTheConnectionOfTheDriverTakesItsTurn() {
        StepVerifier.create(engine.connect(connection -> Mono.zip(
                        connection
                                .withDriverConnection(driver -> query(driver, "SELECT 1"))
                                .single(),
                        connection.scalar(select(literal(2))),
                        connection
                                .withDriverConnection(driver -> query(driver, "SELECT 3"))
                                .single())))
                .assertNext(all -> assertThat(all.toList()).containsExactly("1", 2, "3"))
                .expectComplete()
                .verify(DEADLINE);
        expectUsable();
    }

    @Test
    final void workOnTheConnectionOfTheDriverIsPartOfTheTransaction() {
        StepVerifier.create(engine.begin(connection -> connection
                        .withDriverConnection(driver -> Flux.from(
                                        driver.createStatement("INSERT INTO user_account (name) VALUES ('lost')")
                                                .execute())
                                .concatMap(result -> result.getRowsUpdated()))
                        .then(countUsers(connection))
                        .flatMap(count -> Mono.error(new IllegalStateException("seen " + count)))))
                .expectErrorMessage("seen 1")
                .verify(DEADLINE);
        StepVerifier.create(countUsers()).expectNext(0L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void anErrorOnTheConnectionOfTheDriverIsTranslatedAndLeavesItUsable() {
        StepVerifier.create(engine.connect(connection -> connection
                        .withDriverConnection(driver -> query(driver, "SELEKT 1"))
                        .onErrorResume(BadSqlException.class, failure -> Flux.just("refused"))
                        .then(connection.scalar(select(literal(1))))))
                .expectNext(1)
                .expectComplete()
                .verify(DEADLINE);
        expectUsable();
    }

    @ParameterizedTest(name = "thrown: {0}")
    @ValueSource(booleans = {true, false})
    final void anErrorOfTheWorkItselfPassesThrough(boolean isThrown) {
        StepVerifier.create(engine.connectMany(connection -> connection.withDriverConnection(driver -> {
                    var failure = new IllegalStateException("my own");
                    if (isThrown) {
                        throw failure;
                    }
                    return Flux.error(failure);
                })))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessage("my own"))
                .verify(DEADLINE);
        expectUsable();
    }

    @Test
    final void cancelledWorkOnTheConnectionOfTheDriverLeavesItUsable() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        StepVerifier.create(engine.connectMany(connection ->
                                connection.withDriverConnection(driver -> Flux.range(0, 200)
                                        .concatMap(number -> query(driver, "SELECT " + number), 1)
                                        .doOnNext(seen::add)))
                        .take(3))
                .expectNext("0", "1", "2")
                .expectComplete()
                .verify(DEADLINE);
        assertThat(seen).startsWith("0", "1", "2");
        expectUsable();
    }
}
