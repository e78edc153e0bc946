package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.insert;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Transactions and savepoints of a connection that several flows use at a time. */
public abstract class ScopeSuite extends DialectSuite {
    /** A suite on a database. */
    protected ScopeSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void givenNobody() {
        givenUsers(0);
    }

    private Mono<Long> add(Connection connection, String name) {
        return connection.execute(insert(users).set(users.name, name)).rowsUpdated();
    }

    @Test
    final void whatIsForeignToATransactionWaitsForItsEnd() {
        Sinks.Empty<Void> foreignWaits = Sinks.empty();
        List<String> order = new CopyOnWriteArrayList<>();
        StepVerifier.create(engine.connect(shared -> {
                    Mono<Void> failing = shared.<Void>begin(inner -> add(inner, "undone")
                                    .then(foreignWaits.asMono())
                                    .then(add(inner, "undone too"))
                                    .doOnNext(done -> order.add("transaction"))
                                    .then(Mono.error(new IllegalStateException("roll back"))))
                            .onErrorComplete(IllegalStateException.class);
                    Mono<Long> foreign = add(shared, "kept")
                            .doOnSubscribe(subscribed -> foreignWaits.tryEmitEmpty())
                            .doOnNext(done -> order.add("foreign"));
                    return Mono.when(failing, foreign).then(countUsers(shared));
                }))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(order).containsExactly("transaction", "foreign");
    }

    @Test
    final void transactionsOfOneConnectionRunOneAfterTheOther() {
        StepVerifier.create(engine.connect(shared -> Flux.range(0, 20)
                        .flatMap(
                                number -> shared.<Long>begin(inner -> add(inner, "a" + number)
                                                .then(add(inner, "b" + number))
                                                .flatMap(done -> number % 2 == 0
                                                        ? Mono.just(done)
                                                        : Mono.error(new IllegalStateException("odd"))))
                                        .onErrorComplete(IllegalStateException.class)
                                        .subscribeOn(Schedulers.parallel()),
                                20)
                        .then(countUsers(shared))))
                .expectNext(20L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void whatIsForeignToASavepointWaitsForItsEnd() {
        StepVerifier.create(engine.begin(connection -> {
                    Mono<Void> failing = connection
                            .<Void>savepoint(inner -> add(inner, "undone")
                                    .then(add(inner, "undone too"))
                                    .then(Mono.error(new IllegalStateException("roll back"))))
                            .onErrorComplete(IllegalStateException.class);
                    return Mono.when(failing, add(connection, "kept"), add(connection, "kept as well"));
                }))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(countUsers()).expectNext(2L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void theContextBringsTheOuterConnectionIntoTheTransaction() {
        StepVerifier.create(engine.connect(outer -> outer.begin(inner -> Flux.range(0, 10)
                        .flatMap(number -> add(number % 2 == 0 ? outer : inner, "user" + number))
                        .publishOn(Schedulers.parallel())
                        .flatMap(done -> outer.savepoint(deeper -> Mono.just(done)))
                        .then(Mono.error(new IllegalStateException("roll back"))))))
                .expectErrorMessage("roll back")
                .verify(DEADLINE);
        StepVerifier.create(countUsers()).expectNext(0L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void aTransactionThatWaitsForWhatIsForeignToItIsToldSo() {
        Engine impatient = Engine.create(
                database.url(),
                EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withAcquireTimeout(Duration.ofMillis(200))));
        StepVerifier.create(impatient.connect(outer -> outer.begin(inner -> add(inner, "undone")
                        // A future loses the Reactor context, so nobody knows that this belongs to the transaction.
                        .then(Mono.fromFuture(() -> add(outer, "foreign").toFuture())))))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                InvalidRequestException.class,
                                refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TRANSACTION_STATE))
                        .hasMessageContainingAll(
                                "INSERT INTO user_account (name) VALUES (?)",
                                "transaction",
                                "keep the Reactor context"))
                .verify(DEADLINE);
        StepVerifier.create(impatient.connect(this::countUsers))
                .expectNext(0L)
                .expectComplete()
                .verify(DEADLINE);
        run(impatient.close());
    }

    /** An engine on which nobody waits longer than this for a transaction in which nothing is done. */
    private Engine withPatience(Duration patience) {
        return Engine.create(
                database.url(), EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withAcquireTimeout(patience)));
    }

    /** Work that takes its time, and keeps the connection busy all the while. */
    private static Mono<Void> work(Connection connection, Duration time, Runnable begun) {
        return connection
                .withDriverConnection(driver -> Mono.delay(time).doOnSubscribe(subscribed -> begun.run()))
                .then();
    }

    @Test
    final void whatIsForeignWaitsForAsLongAsTheTransactionWorks() {
        Duration patience = Duration.ofSeconds(2);
        Engine engineOfTest = withPatience(patience);
        Sinks.Empty<Void> works = Sinks.empty();
        StepVerifier.create(engineOfTest.connect(shared -> {
                    Mono<Long> working =
                            shared.begin(inner -> work(inner, patience.multipliedBy(2), () -> works.tryEmitEmpty())
                                    .then(add(inner, "inside")));
                    Mono<Long> foreign = works.asMono().then(add(shared, "foreign"));
                    return Mono.when(working, foreign).then(countUsers(shared));
                }))
                .expectNext(2L)
                .expectComplete()
                .verify(DEADLINE);
        run(engineOfTest.close());
    }

    @Test
    final void aTransactionThatWorksAndThenWaitsForWhatIsForeignIsToldSo() {
        Duration patience = Duration.ofMillis(200);
        Engine engineOfTest = withPatience(patience);
        Sinks.Empty<Void> works = Sinks.empty();
        StepVerifier.create(engineOfTest.connect(shared -> {
                    Mono<Long> foreign =
                            works.asMono().then(add(shared, "foreign")).cache();
                    Mono<Long> working =
                            shared.begin(inner -> work(inner, patience.multipliedBy(3), () -> works.tryEmitEmpty())
                                    .then(foreign));
                    return Mono.when(foreign.onErrorComplete(), working);
                }))
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("keep the Reactor context"))
                .verify(DEADLINE);
        run(engineOfTest.close());
    }

    @Test
    final void aConnectionOfATransactionEndsWithIt() {
        var leaked = new AtomicReference<@Nullable Connection>();
        StepVerifier.create(engine.connect(outer -> outer.begin(inner -> {
                            leaked.set(inner);
                            return add(inner, "inside");
                        })
                        .then(Mono.defer(() -> add(requireNonNull(leaked.get()), "outside")))))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContainingAll("came after its transaction had ended", "inside the function"))
                .verify(DEADLINE);
        StepVerifier.create(countUsers()).expectNext(1L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void aCancelledTransactionLetsWhatIsForeignGoOn() {
        StepVerifier.create(engine.connect(shared -> {
                    Sinks.Empty<Void> isInside = Sinks.empty();
                    Mono<Void> cancelled = shared.<Void>begin(inner -> add(inner, "undone")
                                    .doOnNext(done -> isInside.tryEmitEmpty())
                                    .then(Mono.never()))
                            .takeUntilOther(isInside.asMono());
                    return cancelled.then(add(shared, "kept")).then(countUsers(shared));
                }))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void eachOperationHasTheContextOfItsReader() {
        Mono<String> tag = Mono.deferContextual(context -> Mono.just(context.get("tag")));
        StepVerifier.create(engine.connect(shared -> Flux.range(0, 20)
                        .flatMap(number -> countUsers(shared)
                                .then(tag)
                                .filter(("tag" + number)::equals)
                                .contextWrite(context -> context.put("tag", "tag" + number)))
                        .count()))
                .expectNext(20L)
                .expectComplete()
                .verify(DEADLINE);
    }
}
