package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Connection;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.DeadlockException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.SerializationFailureException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Transactions that are run again as a whole. */
public abstract class RetrySuite extends DialectSuite {
    /** Up to three attempts, soon after each other. */
    protected static final TransactionOptions THREE = TransactionOptions.DEFAULT.withRetry(3, Duration.ofMillis(1));

    private static final DatabaseFailure FAILURE = DatabaseFailure.of("for the test", null);

    /** Stands for what the victim of a deadlock was told. */
    private static final Long VICTIM = -1L;

    private final AtomicInteger attempts = new AtomicInteger();

    /** A suite on a database. */
    protected RetrySuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void givenNobody() {
        givenUsers(0);
        attempts.set(0);
    }

    private Mono<Long> add(Connection connection, String name) {
        return connection.execute(insert(users).set(users.name, name)).rowsUpdated();
    }

    private Mono<Long> failing(Connection connection, int times, RuntimeException failure) {
        return add(connection, "attempt" + attempts.incrementAndGet())
                .flatMap(added -> attempts.get() <= times ? Mono.error(failure) : Mono.just(added));
    }

    @Test
    final void runsATransactionAgainAndKeepsOnlyTheLastRun() {
        StepVerifier.create(engine.begin(
                        THREE, connection -> failing(connection, 2, new SerializationFailureException(FAILURE))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(attempts).hasValue(3);
        StepVerifier.create(countUsers()).expectNext(1L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void givesUpAfterTheLastAttempt() {
        StepVerifier.create(engine.begin(THREE, connection -> failing(connection, 3, new DeadlockException(FAILURE))))
                .expectError(DeadlockException.class)
                .verify(DEADLINE);
        assertThat(attempts).hasValue(3);
        StepVerifier.create(countUsers()).expectNext(0L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void runsNothingAgainThatWouldFailAgainOrMayHaveHappened() {
        StepVerifier.create(engine.begin(
                        THREE, connection -> failing(connection, 3, new CommitOutcomeUnknownException(FAILURE))))
                .expectError(CommitOutcomeUnknownException.class)
                .verify(DEADLINE);
        assertThat(attempts).hasValue(1);
        StepVerifier.create(engine.begin(THREE, connection -> {
                    attempts.incrementAndGet();
                    return add(connection, "twice").then(add(connection, "twice"));
                }))
                .expectError(UniqueViolationException.class)
                .verify(DEADLINE);
        assertThat(attempts).hasValue(2);
    }

    @Test
    final void runsWorkOfManyElementsAgainUntilTheFirstWasEmitted() {
        StepVerifier.create(engine.beginMany(
                        THREE,
                        connection -> failing(connection, 2, new DeadlockException(FAILURE))
                                .thenMany(Flux.just(1, 2))))
                .expectNext(1, 2)
                .expectComplete()
                .verify(DEADLINE);
        attempts.set(0);
        StepVerifier.create(engine.beginMany(
                        THREE,
                        connection -> Flux.concat(
                                add(connection, "emitted"), failing(connection, 3, new DeadlockException(FAILURE)))))
                .expectNext(1L)
                .expectError(DeadlockException.class)
                .verify(DEADLINE);
        assertThat(attempts).hasValue(1);
    }

    @Test
    final void anEngineCanRetryByDefault() {
        StepVerifier.create(engine.withTransaction(THREE)
                        .begin(connection -> failing(connection, 1, new SerializationFailureException(FAILURE))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.withTransaction(THREE)
                        .connect(connection -> connection.begin(inner -> add(inner, "begun on a connection"))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void refusesWhatAConnectionCannotDo() {
        StepVerifier.create(engine.connect(connection -> connection.begin(THREE, inner -> add(inner, "never"))))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("on the engine"))
                .verify(DEADLINE);
        assertThatThrownBy(() -> TransactionOptions.DEFAULT.withRetry(0, Duration.ZERO))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("at least once");
        assertThatThrownBy(() -> TransactionOptions.DEFAULT.withRetry(2, Duration.ofMillis(-1)))
                .hasMessageContaining("back-off");
    }

    private Mono<Long> age(Connection connection, String name) {
        return connection
                .execute(update(users).set(users.age, 1).where(users.name.eq(name)))
                .rowsUpdated();
    }

    @Test
    @DisplayName("D03 A deadlock is resolved by running its victim again")
    final void runsTheVictimOfADeadlockAgain() {
        givenUsers(2);
        StepVerifier.create(crossed(THREE)).expectNext(1L, 1L).expectComplete().verify(DEADLINE);
        // Both can be victims, where the server looks at them at the same time.
        assertThat(attempts).hasValueGreaterThan(2);
    }

    @Test
    @DisplayName("D03 One of two in a deadlock is told of it")
    final void tellsTheVictimOfADeadlock() {
        givenUsers(2);
        StepVerifier.create(crossed(TransactionOptions.DEFAULT).collectList())
                .assertNext(outcomes -> assertThat(outcomes).containsExactlyInAnyOrder(1L, VICTIM))
                .expectComplete()
                .verify(DEADLINE);
        assertThat(attempts).hasValue(2);
    }

    /** Two transactions that each change first what the other changes then. */
    private Flux<Long> crossed(TransactionOptions options) {
        var hasFirst = Sinks.many().replay().<Integer>limit(2);
        Mono<Void> bothHaveTheirFirst = hasFirst.asFlux().take(2).then();
        return Flux.just("user1", "user2")
                .flatMap(first -> engine.begin(options, connection -> {
                            attempts.incrementAndGet();
                            String second = first.equals("user1") ? "user2" : "user1";
                            return age(connection, first)
                                    .doOnNext(done ->
                                            hasFirst.emitNext(1, Sinks.EmitFailureHandler.busyLooping(DEADLINE)))
                                    .then(bothHaveTheirFirst)
                                    .then(age(connection, second));
                        })
                        .onErrorReturn(DeadlockException.class, VICTIM));
    }
}
