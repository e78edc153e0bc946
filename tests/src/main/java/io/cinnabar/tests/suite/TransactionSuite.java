package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Transaction;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Transactions and savepoints: complete, error and cancel. */
public abstract class TransactionSuite extends DialectSuite {

    /** A suite on a database. */
    protected TransactionSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void deleteUsers() {
        givenUsers(0);
    }

    private Mono<Long> add(Connection connection, String name) {
        return connection.execute(insert(users).set(users.name, name)).rowsUpdated();
    }

    private void expectUsers(long count) {
        StepVerifier.create(countUsers()).expectNext(count).expectComplete().verify(DEADLINE);
    }

    @Test
    final void commitsWhenTheWorkCompletes() {
        StepVerifier.create(engine.begin(connection -> add(connection, "sandy")))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(1);
    }

    @Test
    final void rollsBackOnAnError() {
        StepVerifier.create(engine.begin(
                        connection -> add(connection, "sandy").then(Mono.error(new IllegalStateException("no")))))
                .expectErrorMessage("no")
                .verify(DEADLINE);
        expectUsers(0);
    }

    @Test
    final void rollsBackWhenTheFunctionThrows() {
        StepVerifier.create(engine.begin(connection -> {
                    throw new IllegalStateException("thrown");
                }))
                .expectErrorMessage("thrown")
                .verify(DEADLINE);
        expectUsers(0);
    }

    @Test
    final void rollsBackOnCancel() {
        StepVerifier.create(engine.begin(connection -> add(connection, "sandy").then(Mono.never())))
                .thenAwait(java.time.Duration.ofMillis(300))
                .thenCancel()
                .verify(DEADLINE);
        expectUsers(0);
        StepVerifier.create(engine.begin(connection -> add(connection, "patrick")))
                .expectNext(1L)
                .verifyComplete();
    }

    @Test
    final void takeOnManyIsACancelAndRollsBack() {
        StepVerifier.create(engine.beginMany(connection -> Flux.concat(add(connection, "a"), add(connection, "b")))
                        .take(1))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(0);
    }

    @Test
    final void commitsManyOnComplete() {
        StepVerifier.create(engine.beginMany(connection -> Flux.concat(add(connection, "a"), add(connection, "b"))))
                .expectNext(1L, 1L)
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(2);
    }

    @Test
    final void eachSubscriptionIsATransactionOfItsOwn() {
        Mono<Long> work = engine.begin(connection -> add(connection, "once"));
        StepVerifier.create(work).expectNext(1L).verifyComplete();
        StepVerifier.create(work).expectError(UniqueViolationException.class).verify(DEADLINE);
        expectUsers(1);
    }

    @Test
    final void withoutATransactionEachStatementCommits() {
        StepVerifier.create(engine.connect(
                        connection -> add(connection, "kept").then(Mono.error(new IllegalStateException("late")))))
                .expectErrorMessage("late")
                .verify(DEADLINE);
        expectUsers(1);
    }

    @Test
    final void aSavepointUndoesItsPartOnly() {
        StepVerifier.create(engine.begin(connection -> add(connection, "outer")
                        .then(connection
                                .savepoint(inner -> add(inner, "inner").then(add(inner, "inner")))
                                .onErrorResume(UniqueViolationException.class, failure -> Mono.just(0L)))
                        .then(add(connection, "after"))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(2);
    }

    @Test
    final void aSavepointThatSucceedsIsKept() {
        StepVerifier.create(engine.begin(connection -> connection.savepoint(inner -> add(inner, "inner"))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(1);
    }

    @Test
    final void aSavepointThatSucceededGoesWithItsTransaction() {
        StepVerifier.create(engine.begin(connection -> connection
                        .savepoint(inner -> add(inner, "inner").then(inner.savepoint(deeper -> add(deeper, "deeper"))))
                        .then(Mono.error(new IllegalStateException("outer")))))
                .expectErrorMessage("outer")
                .verify(DEADLINE);
        expectUsers(0);
        StepVerifier.create(engine.begin(connection -> connection.savepoint(inner -> add(inner, "inner")
                        .then(inner.savepoint(deeper -> add(deeper, "deeper")))
                        .then(Mono.error(new IllegalStateException("inner"))))))
                .expectErrorMessage("inner")
                .verify(DEADLINE);
        expectUsers(0);
    }

    @Test
    final void saysWhetherASavepointIsOpen() {
        StepVerifier.create(engine.begin(outer -> {
                    List<Boolean> told = new ArrayList<>();
                    told.add(outer.isInSavepoint());
                    return outer.savepoint(inner -> Mono.fromRunnable(() -> {
                                told.add(outer.isInSavepoint());
                                told.add(inner.isInSavepoint());
                                told.add(inner.isInTransaction());
                            }))
                            .then(Mono.fromSupplier(() -> {
                                told.add(outer.isInSavepoint());
                                return told;
                            }));
                }))
                .expectNext(List.of(false, true, true, true, false))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void quotesTheNamesOfSavepoints() {
        String hostile = "a\"; delete from user_account; --";
        StepVerifier.create(engine.begin(connection ->
                        add(connection, "kept").then(connection.savepoint(hostile, inner -> add(inner, "too")))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(2);
    }

    @Test
    final void refusesTheNameOfASavepointThatIsOpen() {
        StepVerifier.create(engine.begin(connection -> connection.savepoint(
                        "a",
                        inner -> inner.savepoint(
                                "b",
                                deeper -> add(deeper, "kept")
                                        .then(deeper.savepoint("b", same -> add(same, "never")))
                                        .onErrorResume(CinnabarException.class, taken -> expectTaken(taken, "b"))
                                        .then(deeper.savepoint("a", same -> add(same, "never")))
                                        .onErrorResume(CinnabarException.class, taken -> expectTaken(taken, "a"))))))
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(1);
        // One that has ended leaves its name to the next.
        StepVerifier.create(engine.begin(connection -> connection
                        .savepoint("a", inner -> add(inner, "first"))
                        .then(connection.savepoint("a", inner -> add(inner, "second")))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(3);
    }

    private static Mono<Long> expectTaken(CinnabarException refusal, String name) {
        assertThat(refusal.code()).isEqualTo(ErrorCode.TRANSACTION_STATE);
        assertThat(refusal).hasMessageContaining("name '" + name + "' is open already");
        return Mono.empty();
    }

    @Test
    final void refusesATransactionInsideATransaction() {
        StepVerifier.create(engine.begin(connection -> connection.begin(inner -> add(inner, "never"))))
                .expectErrorSatisfies(failure -> {
                    assertThat(((CinnabarException) failure).code()).isEqualTo(ErrorCode.TRANSACTION_STATE);
                    assertThat(failure).hasMessageContaining("savepoint");
                })
                .verify(DEADLINE);
    }

    @Test
    final void refusesASavepointOutsideATransaction() {
        StepVerifier.create(engine.connect(connection -> connection.savepoint(inner -> add(inner, "never"))))
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("needs an open transaction"))
                .verify(DEADLINE);
    }

    @Test
    final void endsATransactionByHand() {
        StepVerifier.create(engine.connect(connection -> connection
                        .beginTransaction()
                        .flatMap(transaction -> add(connection, "committed").then(transaction.commit()))
                        .then(connection.beginTransaction())
                        .flatMap(transaction -> add(connection, "rolled back").then(transaction.rollback()))
                        .then(countUsers(connection))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void refusesToEndATransactionTwice() {
        StepVerifier.create(engine.connect(connection -> connection
                        .beginTransaction()
                        .flatMap(transaction -> transaction.commit().then(transaction.rollback()))))
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("no open transaction"))
                .verify(DEADLINE);
    }

    @Test
    final void rollsBackWhatIsOpenWhenTheConnectionIsClosed() {
        StepVerifier.create(engine.connect(connection -> connection
                        .beginTransaction()
                        .map(Transaction::isActive)
                        .flatMap(active -> add(connection, "lost"))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(0);
    }

    @Test
    final void refusesAConnectionAfterItsEnd() {
        Connection closed = run(engine.connect(Mono::just));
        assertThat(closed.isClosed()).isTrue();
        StepVerifier.create(closed.execute(delete(users)).rowsUpdated())
                .expectErrorSatisfies(
                        failure -> assertThat(failure).hasMessageContaining("after it had gone back to the pool"))
                .verify(DEADLINE);
        StepVerifier.create(closed.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void reportsTheDatabaseErrorAndStaysUsable() {
        StepVerifier.create(engine.connect(connection -> add(connection, "twice")
                        .then(add(connection, "twice"))
                        .onErrorResume(UniqueViolationException.class, failure -> Mono.just(-1L))
                        .then(add(connection, "other"))))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        expectUsers(2);
    }
}
