package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
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

    private Mono<Long> age(Connection connection, String name) {
        return connection
                .execute(update(users).set(users.age, 1).where(users.name.eq(name)))
                .rowsUpdated();
    }

    @Test
    @DisplayName("D03 A deadlock is resolved by running its victim again")
    void runsTheVictimOfADeadlockAgain() {
        givenUsers(2);
        var runs = new AtomicInteger();
        var hasFirst = Sinks.many().replay().<Integer>limit(2);
        Mono<Void> bothHaveTheirFirst = hasFirst.asFlux().take(2).then();
        Flux<Long> crossed = Flux.just("user1", "user2")
                .flatMap(first -> engine.begin(THREE, connection -> {
                    runs.incrementAndGet();
                    String second = first.equals("user1") ? "user2" : "user1";
                    return age(connection, first)
                            .doOnNext(done -> hasFirst.emitNext(1, Sinks.EmitFailureHandler.busyLooping(DEADLINE)))
                            .then(bothHaveTheirFirst)
                            .then(age(connection, second));
                }));
        StepVerifier.create(crossed).expectNext(1L, 1L).expectComplete().verify(DEADLINE);
        assertThat(runs).hasValue(3);
    }
}
