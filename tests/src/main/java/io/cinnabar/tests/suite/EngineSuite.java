package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Credentials;
import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.PoolStatus;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.dialect.ServerVersion;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.PermissionException;
import io.cinnabar.error.PoolTimeoutException;
import io.cinnabar.tests.support.CanaryWatch;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** Engines: how they open, lend, share and close connections. */
public abstract class EngineSuite extends DialectSuite {
    private static final Duration BRIEF = Duration.ofMillis(300);

    private final Credentials credentials;

    /** A suite on a database, with credentials that it accepts. */
    protected EngineSuite(TestDatabaseUrl database, Credentials credentials) {
        super(database);
        this.credentials = credentials;
    }

    private Engine create(EngineOptions options) {
        return Engine.create(database.url(), options);
    }

    private static EngineOptions withPool(int size) {
        return EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withMaxSize(size));
    }

    private static Mono<Integer> answer(Connection connection) {
        return connection.scalar(select(literal(42)));
    }

    private void expectAnswer(Engine asked) {
        StepVerifier.create(asked.connect(EngineSuite::answer))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void opensNothingBeforeItIsUsed() {
        Engine unreachable = Engine.create(
                Addressing.unreachable(database),
                EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withAcquireTimeout(Duration.ofSeconds(10))));
        Mono<Integer> work = unreachable.connect(EngineSuite::answer);
        assertThat(PoolProbe.status(unreachable)).isEqualTo(new PoolStatus(0, 0, 0, 10));
        StepVerifier.create(work)
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(ConnectionFailedException.class)
                        .hasMessageContaining("Check"))
                .verify(DEADLINE);
        PoolProbe.expectIdle(unreachable, DEADLINE);
        StepVerifier.create(unreachable.close()).expectComplete().verify(DEADLINE);
    }

    /** The ways to borrow a connection for some work. */
    private interface Borrowing {
        Publisher<Integer> borrow(Engine engine, Function<Connection, Mono<Integer>> work);
    }

    static Stream<Arguments> borrowings() {
        return Stream.of(
                borrowing("connect", (engine, work) -> engine.connect(work::apply)),
                borrowing("connectMany", (engine, work) -> engine.connectMany(work::apply)),
                borrowing("begin", (engine, work) -> engine.begin(work::apply)),
                borrowing("beginMany", (engine, work) -> engine.beginMany(work::apply)),
                borrowing("acquire", (engine, work) -> Mono.usingWhen(engine.acquire(), work, Connection::close)));
    }

    private static Arguments borrowing(String name, Borrowing borrowing) {
        Named<Borrowing> named = named(name, borrowing);
        return Arguments.of(named);
    }

    @ParameterizedTest
    @MethodSource("borrowings")
    final void takesTheConnectionBackOnComplete(Borrowing borrowing) {
        StepVerifier.create(borrowing.borrow(engine, EngineSuite::answer))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("borrowings")
    final void takesTheConnectionBackOnAnError(Borrowing borrowing) {
        StepVerifier.create(borrowing.borrow(
                        engine, connection -> answer(connection).then(Mono.error(new IllegalStateException("no")))))
                .expectErrorMessage("no")
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
        expectAnswer(engine);
    }

    @ParameterizedTest
    @MethodSource("borrowings")
    final void takesTheConnectionBackWhenTheFunctionThrows(Borrowing borrowing) {
        StepVerifier.create(borrowing.borrow(engine, connection -> {
                    throw new IllegalStateException("thrown");
                }))
                .expectErrorMessage("thrown")
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
        expectAnswer(engine);
    }

    @ParameterizedTest
    @MethodSource("borrowings")
    final void takesTheConnectionBackOnCancel(Borrowing borrowing) {
        var reached = Sinks.<Integer>one();
        var running = Flux.from(borrowing.borrow(
                        engine,
                        connection -> answer(connection)
                                .doOnNext(reached::tryEmitValue)
                                .then(Mono.never())))
                .subscribe();
        StepVerifier.create(reached.asMono()).expectNext(42).expectComplete().verify(DEADLINE);
        running.dispose();
        PoolProbe.expectIdle(engine, DEADLINE);
        expectAnswer(engine);
    }

    @Test
    final void aConnectionThatWasTakenMustBeClosed() {
        Connection connection = run(engine.acquire());
        assertThat(PoolProbe.status(engine).acquired()).isEqualTo(1);
        StepVerifier.create(answer(connection)).expectNext(42).expectComplete().verify(DEADLINE);
        StepVerifier.create(connection.close().then(connection.close()))
                .expectComplete()
                .verify(DEADLINE);
        assertThat(connection.isClosed()).isTrue();
        PoolProbe.expectIdle(engine, DEADLINE);
        StepVerifier.create(answer(connection))
                .expectErrorSatisfies(failure ->
                        assertThat(((CinnabarException) failure).code()).isEqualTo(ErrorCode.CLOSED))
                .verify(DEADLINE);
    }

    @Test
    final void saysWhatTheDatabaseIs() {
        StepVerifier.create(engine.server())
                .assertNext(server -> {
                    assertThat(server.product()).isNotBlank();
                    assertThat(server.version()).isEqualTo(ServerVersion.parse(server.versionText()));
                    assertThat(server.version()).isLessThan(ServerVersion.NEWEST);
                    assertThat(server.defaultSchema()).isIn("public", "PUBLIC");
                })
                .expectComplete()
                .verify(DEADLINE);
        assertThat(engine.name()).isEqualTo("cinnabar");
        assertThat(engine.url()).hasToString(DatabaseUrl.parse(database.url()).toString());
        assertThat(engine.toString()).startsWith("Engine cinnabar on r2dbc:").doesNotContain(CanaryWatch.PASSWORD);
    }

    @Test
    final void aReadOnlyEngineSharesThePoolAndRefusesWrites() {
        Engine reading = engine.withTransaction(TransactionOptions.DEFAULT.readOnly());
        StepVerifier.create(reading.begin(connection ->
                        connection.execute(insert(users).set(users.name, "no")).rowsUpdated()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfAny(PermissionException.class, InvalidRequestException.class)
                        .hasMessageContaining("read-only"))
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
        StepVerifier.create(engine.begin(connection ->
                        connection.execute(insert(users).set(users.name, "yes")).rowsUpdated()))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(countUsers()).expectNext(1L).expectComplete().verify(DEADLINE);
    }

    @Test
    final void runsOnAFactoryOfTheDriver() {
        Engine own = Engine.of(ConnectionFactories.get(database.url()), withPool(2));
        expectAnswer(own);
        assertThat(own.url()).isNull();
        assertThat(PoolProbe.status(own).maxSize()).isEqualTo(2);
        StepVerifier.create(own.connect(connection -> connection.scalar(select(value("žluť")))))
                .expectNext("žluť")
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(own.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void runsOnAPoolOfTheUserAndDoesNotCloseIt() {
        ConnectionFactory driver = ConnectionFactories.get(database.url());
        var pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(driver).maxSize(3).build());
        Engine own = Engine.of(pool);
        expectAnswer(own);
        assertThat(PoolProbe.status(own).maxSize()).isEqualTo(3);
        PoolProbe.expectIdle(own, DEADLINE);
        StepVerifier.create(own.close()).expectComplete().verify(DEADLINE);
        assertThat(pool.isDisposed()).isFalse();
        pool.dispose();
    }

    @Test
    final void explainsAFactoryThatNoDialectServes() {
        var unknown = new ConnectionFactory() {
            @Override
            public Publisher<? extends io.r2dbc.spi.Connection> create() {
                return Mono.never();
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return () -> "Unheard-of";
            }
        };
        assertThatThrownBy(() -> Engine.of(unknown))
                .isInstanceOfSatisfying(
                        CinnabarException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DIALECT_NOT_FOUND))
                .hasMessageContaining("'Unheard-of'")
                .hasMessageContaining("cinnabar-dialect-");
    }

    @Test
    final void asksForTheCredentialsOfEachNewConnection() {
        var asked = new AtomicInteger();
        Engine supplied = create(withPool(2)
                .withCredentials(() -> Mono.fromSupplier(() -> {
                    asked.incrementAndGet();
                    return credentials;
                })));
        assertThat(asked).hasValue(0);
        StepVerifier.create(supplied.connect(first -> supplied.connect(EngineSuite::answer)))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        assertThat(asked).hasValue(2);
        expectAnswer(supplied);
        assertThat(asked).hasValue(2);
        StepVerifier.create(supplied.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void reportsCredentialsThatCannotBeHad() {
        Engine supplied = create(
                EngineOptions.DEFAULT.withCredentials(() -> Mono.error(new IllegalStateException("vault is sealed"))));
        StepVerifier.create(supplied.connect(EngineSuite::answer))
                .expectErrorSatisfies(failure -> assertThat(failure).hasStackTraceContaining("vault is sealed"))
                .verify(DEADLINE);
        PoolProbe.expectIdle(supplied, DEADLINE);
        StepVerifier.create(supplied.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void worksWithoutAPool() {
        Engine unpooled = create(EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.unpooled()));
        assertThat(unpooled.pool()).isNull();
        expectAnswer(unpooled);
        StepVerifier.create(unpooled.begin(connection -> answer(connection).then(answer(connection))))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(Flux.range(0, 20).flatMap(number -> unpooled.connect(EngineSuite::answer)))
                .expectNextCount(20)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(unpooled.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void explainsAPoolThatIsExhausted() {
        Engine small = create(EngineOptions.DEFAULT.withPool(
                PoolOptions.DEFAULT.withMaxSize(2).withAcquireTimeout(BRIEF)));
        Connection first = run(small.acquire());
        Connection second = run(small.acquire());
        run(first.scalar(select(literal(1))));
        StepVerifier.create(small.connect(EngineSuite::answer))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                PoolTimeoutException.class,
                                timeout -> assertThat(timeout.isRetryable()).isTrue())
                        .hasMessageContainingAll(
                                "2 of 2 are in use", "Held longest: for", "SELECT 1", "pool's size", "acquire timeout"))
                .verify(DEADLINE);
        run(first.close().then(second.close()));
        PoolProbe.expectIdle(small, DEADLINE);
        expectAnswer(small);
        StepVerifier.create(small.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void refusesWorksThatWaitForEachOthersConnectionsForEver() {
        Engine small = create(withPool(2));
        StepVerifier.create(small.connect(first -> small.connect(second -> small.connect(EngineSuite::answer))))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PoolTimeoutException.class)
                        .hasMessageContainingAll(
                                "Each of the 2 connections is held by work that waits for a second one"))
                .verify(DEADLINE);
        Flux<Integer> crossed = Flux.range(0, 20)
                .flatMap(number -> small.connect(first -> small.connect(EngineSuite::answer))
                        .retryWhen(Retry.backoff(1_000, Duration.ofMillis(1)).maxBackoff(Duration.ofMillis(20))));
        StepVerifier.create(crossed).expectNextCount(20).expectComplete().verify(DEADLINE);
        PoolProbe.expectIdle(small, DEADLINE);
        expectAnswer(small);
        StepVerifier.create(small.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void waitsForAConnectionThatBecomesFree() {
        Engine single = create(withPool(1));
        StepVerifier.create(Flux.range(0, 50).flatMap(number -> single.connect(EngineSuite::answer), 50))
                .expectNextCount(50)
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(single, DEADLINE);
        StepVerifier.create(single.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void aWaiterThatIsCancelledTakesNothing() {
        Engine single = create(withPool(1));
        Connection held = run(single.acquire());
        var waiting = single.connect(EngineSuite::answer).subscribe();
        PoolProbe.expect(single, DEADLINE, status -> status.pending() == 1);
        waiting.dispose();
        PoolProbe.expect(single, DEADLINE, status -> status.pending() == 0);
        run(held.close());
        PoolProbe.expectIdle(single, DEADLINE);
        expectAnswer(single);
        StepVerifier.create(single.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void refusesToBeUsedAfterItsEnd() {
        Engine closed = create(EngineOptions.DEFAULT);
        expectAnswer(closed);
        StepVerifier.create(closed.close().then(closed.close()))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(closed.connect(EngineSuite::answer))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                CinnabarException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.CLOSED))
                        .hasMessageContaining("engine was closed")
                        .hasMessageContaining("Engine.create"))
                .verify(DEADLINE);
    }

    @Test
    final void sixtyFourFirstUsesAtOnceAllSucceed() {
        Engine fresh = create(withPool(8));
        StepVerifier.create(Flux.range(0, 64)
                        .flatMap(
                                number -> fresh.connect(connection -> connection.scalar(
                                                select(count()).from(users)))
                                        .subscribeOn(Schedulers.parallel()),
                                64))
                .expectNextCount(64)
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(fresh, DEADLINE);
        assertThat(PoolProbe.status(fresh).idle()).isLessThanOrEqualTo(8);
        StepVerifier.create(fresh.close()).expectComplete().verify(DEADLINE);
    }

    @ParameterizedTest(name = "pooled: {0}")
    @ValueSource(booleans = {true, false})
    final void neverBlocksTheThreadOfItsCaller(boolean isPooled) {
        PoolOptions pool = isPooled ? PoolOptions.DEFAULT : PoolOptions.DEFAULT.unpooled();
        Engine fresh = create(EngineOptions.DEFAULT.withPool(pool));
        Flux<?> work = Flux.concat(
                fresh.begin(EngineSuite::answer),
                fresh.connect(EngineSuite::answer),
                fresh.connectMany(connection -> connection.stream(select(literal(42)), 10)),
                fresh.begin(connection -> connection.savepoint(EngineSuite::answer)),
                fresh.server(),
                fresh.connect(connection -> connection.createAll(metadata).thenReturn(1)),
                fresh.connectMany(connection -> connection
                        .withDriverConnection(driver -> Mono.from(driver.setAutoCommit(true)))
                        .then(Mono.just(1))));
        StepVerifier.create(work.subscribeOn(Schedulers.parallel()))
                .expectNextCount(7)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(fresh.close().subscribeOn(Schedulers.parallel()))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void lendsTheConnectionOfTheDriver() {
        StepVerifier.create(engine.connectMany(connection -> connection.withDriverConnection(
                        driver -> Flux.from(driver.createStatement("SELECT 7").execute())
                                .flatMap(result -> result.map((row, metadata) -> row.get(0))))))
                .assertNext(number -> assertThat(((Number) number).intValue()).isEqualTo(7))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.connectMany(connection -> connection.withDriverConnection(
                        driver -> Flux.from(driver.createStatement("SELEKT 7").execute())
                                .flatMap(result -> result.map((row, metadata) -> row.get(0))))))
                .expectError(CinnabarException.class)
                .verify(DEADLINE);
        PoolProbe.expectIdle(engine, DEADLINE);
    }

    @Test
    final void refusesOptionsThatContradictThemselves() {
        assertRefused(() -> PoolOptions.DEFAULT.withMaxSize(0), "maxSize must be at least 1");
        assertRefused(() -> PoolOptions.DEFAULT.withAcquireTimeout(Duration.ZERO), "acquireTimeout must be positive");
        assertRefused(() -> EngineOptions.DEFAULT.withCompiledCacheSize(-1), "compiledCacheSize");
        assertRefused(() -> EngineOptions.DEFAULT.withMaxBufferedRows(0), "maxBufferedRows");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable wrong, String words) {
        assertThatThrownBy(wrong)
                .isInstanceOfSatisfying(
                        CinnabarException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessageContaining(words);
    }
}
