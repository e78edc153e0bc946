package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@UsesPostgres
class PostgresRetryIntegrationTests extends RetrySuite {
    PostgresRetryIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    private Mono<Long> addIfEmpty(Connection connection, String name, Mono<Void> meanwhile) {
        return connection
                .scalar(select(count()).from(users))
                .flatMap(found -> meanwhile.thenReturn(found))
                .flatMap(found -> found > 0
                        ? Mono.just(0L)
                        : connection
                                .execute(insert(users).set(users.name, name))
                                .rowsUpdated());
    }

    @Test
    @DisplayName("D04 A serialization failure runs the whole unit again")
    void runsAgainAfterASerializationFailure() {
        var runs = new AtomicInteger();
        var serializable = THREE.withIsolationLevel(IsolationLevel.SERIALIZABLE);
        StepVerifier.create(engine.begin(serializable, connection -> {
                    Mono<Void> rival = runs.incrementAndGet() > 1
                            ? Mono.empty()
                            : engine.begin(serializable, other -> addIfEmpty(other, "rival", Mono.empty()))
                                    .then();
                    return addIfEmpty(connection, "first", rival);
                }))
                .expectNext(0L)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(runs).hasValue(2);
        StepVerifier.create(countUsers()).expectNext(1L).expectComplete().verify(DEADLINE);
    }

    @Test
    @DisplayName("D04 A serialization failure is signalled where nothing is to be run again")
    void signalsASerializationFailure() {
        var serializable = THREE.withIsolationLevel(IsolationLevel.SERIALIZABLE).withoutRetry();
        StepVerifier.create(engine.begin(
                        serializable,
                        connection -> addIfEmpty(
                                connection,
                                "first",
                                engine.begin(serializable, other -> addIfEmpty(other, "rival", Mono.empty()))
                                        .then())))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                SerializationFailureException.class,
                                serialization ->
                                        assertThat(serialization.isRetryable()).isTrue()))
                .verify(DEADLINE);
    }
}
