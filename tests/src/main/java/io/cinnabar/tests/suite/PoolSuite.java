package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.transaction.SessionReset;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.PoolTimeoutException;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Pools: what they hand over, what they take back, and how they end. */
public abstract class PoolSuite extends DialectSuite {
    private static final Duration BRIEF = Duration.ofMillis(150);

    /** A suite on a database. */
    protected PoolSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** An engine on the database with another pool; whoever makes it closes it. */
    protected final Engine pooled(UnaryOperator<PoolOptions> pool) {
        return Engine.create(database.url(), EngineOptions.DEFAULT.withPool(pool.apply(PoolOptions.DEFAULT)));
    }

    /** The answer of a connection that works. */
    protected static Mono<Integer> answer(Connection connection) {
        return connection.scalar(select(literal(42)));
    }

    /** Something that tells one session from another. */
    protected abstract Mono<String> session(Connection connection);

    /** SQL that changes a setting of the session, to 1234. */
    protected abstract String settingChange();

    /** SQL after which changes stay in a transaction that nobody has begun with begin(…). */
    protected abstract String transactionStart();

    /** The value of that setting. */
    protected abstract Mono<String> setting(Connection connection);

    @Test
    final void refusesSettingsThatContradictEachOther() {
        PoolOptions options = PoolOptions.DEFAULT;
        assertThatThrownBy(() -> options.withMaxSize(0)).hasMessageContaining("maxSize must be at least 1, not 0");
        assertThatThrownBy(() -> options.withMinIdle(11)).hasMessageContaining("minIdle", "11");
        assertThatThrownBy(() -> options.withMaxPending(-1)).hasMessageContaining("maxPending");
        for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatThrownBy(() -> options.withAcquireTimeout(wrong)).hasMessageContaining("acquireTimeout");
            assertThatThrownBy(() -> options.withMaxIdleTime(wrong)).hasMessageContaining("maxIdleTime");
            assertThatThrownBy(() -> options.withMaxLifetime(wrong)).hasMessageContaining("maxLifetime");
            assertThatThrownBy(() -> options.withValidationTimeout(wrong)).hasMessageContaining("validationTimeout");
            assertThatThrownBy(() -> options.withCleanUpTimeout(wrong)).hasMessageContaining("cleanUpTimeout");
            assertThatThrownBy(() -> options.withLeakTimeout(wrong)).hasMessageContaining("leakTimeout");
        }
        assertThatThrownBy(() -> options.withValidationTimeout(Duration.ofHours(1)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessageContainingAll("validationTimeout PT1H", "acquireTimeout PT30S");
        assertThatThrownBy(() -> options.withMinIdle(1).unpooled()).hasMessageContaining("without a pool");
        assertThatThrownBy(() -> options.withValidateAfterIdle(Duration.ofSeconds(-1)))
                .hasMessageContaining("validateAfterIdle");
        assertThatCode(() -> options.withAcquireTimeout(BRIEF)).doesNotThrowAnyException();
    }

    @Test
    final void limitsHowManyWait() {
        Engine single = pooled(pool -> pool.withMaxSize(1).withMaxPending(2));
        Connection held = run(single.acquire());
        Sinks.Empty<Void> answered = Sinks.empty();
        Mono<Void> waiters = Flux.range(0, 2)
                .flatMap(number -> single.connect(PoolSuite::answer))
                .then();
        waiters.subscribe(ignored -> {}, answered::tryEmitError, answered::tryEmitEmpty);
        PoolProbe.expect(single, DEADLINE, status -> status.pending() == 2);
        StepVerifier.create(single.connect(PoolSuite::answer))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PoolTimeoutException.class)
                        .hasMessageContainingAll("Too many operations wait", "1 of 1 are in use", "withMaxPending"))
                .verify(DEADLINE);
        run(held.close());
        StepVerifier.create(answered.asMono()).expectComplete().verify(DEADLINE);
        run(single.close());
    }

    @Test
    final void servesABurst() {
        Engine few = pooled(pool -> pool.withMaxSize(3).withAcquireTimeout(Duration.ofMinutes(2)));
        StepVerifier.create(Flux.range(0, 5_000)
                        .flatMap(number -> few.connect(PoolSuite::answer), Integer.MAX_VALUE)
                        .count())
                .expectNext(5_000L)
                .expectComplete()
                .verify(Duration.ofMinutes(2));
        PoolProbe.expectIdle(few, DEADLINE);
        assertThat(PoolProbe.status(few).idle()).isLessThanOrEqualTo(3);
        run(few.close());
    }

    @Test
    @Tag("session")
    final void preparesEachNewConnectionAndEachThatWasReset() {
        var prepared = new AtomicInteger();
        Engine initialised = pooled(pool -> pool.withMaxSize(1).withInitializer(connection -> {
            prepared.incrementAndGet();
            return connection.execute(text(settingChange())).rowsUpdated().then();
        }));
        assertThat(run(initialised.connect(this::setting))).contains("1234");
        assertThat(run(initialised.connect(this::setting))).contains("1234");
        assertThat(prepared.get()).isPositive();
        run(initialised.close());
    }

    @Test
    final void throwsAConnectionAwayThatCannotBePrepared() {
        Engine wrong = pooled(pool -> pool.withMaxSize(1)
                .withInitializer(connection -> connection
                        .execute(text("SELECT * FROM nothing_here"))
                        .rowsUpdated()
                        .then()));
        for (int attempt = 0; attempt < 3; attempt++) {
            StepVerifier.create(wrong.connect(PoolSuite::answer))
                    .expectErrorSatisfies(
                            failure -> assertThat(failure).message().containsIgnoringCase("nothing_here"))
                    .verify(DEADLINE);
        }
        PoolProbe.expectIdle(wrong, DEADLINE);
        run(wrong.close());
    }

    @Test
    @Tag("session")
    final void givesTheNextUserAnUnchangedSession() {
        Engine single = pooled(pool -> pool.withMaxSize(1));
        String before = run(single.connect(this::setting));
        run(single.connect(connection ->
                connection.execute(text(settingChange())).rowsUpdated().then(setting(connection))));
        assertThat(run(single.connect(this::setting))).isEqualTo(before);
        run(single.close());
    }

    @ParameterizedTest
    @EnumSource
    final void putsBackWhatWasChangedOnTheDriversConnection(SessionReset reset) {
        Engine single = pooled(pool -> pool.withMaxSize(1).withReset(reset));
        run(single.connect(
                connection -> connection.withDriverConnection(this::change).then()));
        assertThat(run(single.connect(this::setting)).contains("1234")).isEqualTo(reset == SessionReset.NEVER);
        run(single.close());
    }

    @ParameterizedTest
    @EnumSource
    final void putsBackWhatAListenerHasChanged(SessionReset reset) {
        Engine single = pooled(pool -> pool.withMaxSize(1).withReset(reset));
        var isDone = new AtomicBoolean();
        single.listen(new EngineListener() {
            @Override
            public Mono<Void> onAcquire(ConnectionEvent event) {
                return isDone.getAndSet(true) ? Mono.empty() : change(event.driverConnection());
            }
        });
        run(single.connect(connection -> Mono.empty()));
        assertThat(run(single.connect(this::setting)).contains("1234")).isEqualTo(reset == SessionReset.NEVER);
        run(single.close());
    }

    private Mono<Void> change(io.r2dbc.spi.Connection driverConnection) {
        return Flux.from(driverConnection.createStatement(settingChange()).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }

    @ParameterizedTest
    @EnumSource
    final void rollsBackATransactionThatWasBegunAsText(SessionReset reset) {
        Engine single = pooled(pool -> pool.withMaxSize(1).withReset(reset));
        run(single.connect(connection -> connection
                .execute(text(transactionStart()))
                .rowsUpdated()
                .then(connection
                        .execute(insert(users).set(users.name, "begun as text"))
                        .rowsUpdated())));
        expectNamed(single, "begun as text", 0);
        // The next user's statements commit on their own again.
        String name = "kept with " + reset;
        run(single.connect(connection ->
                connection.execute(insert(users).set(users.name, name)).rowsUpdated()));
        expectNamed(engine, name, 1);
        run(single.close());
    }

    @Test
    final void leavesSessionsAloneThatNothingCouldHaveChanged() {
        var prepared = new AtomicInteger();
        Engine single = pooled(pool ->
                pool.withMaxSize(1).withInitializer(connection -> Mono.fromRunnable(prepared::incrementAndGet)));
        for (int round = 0; round < 3; round++) {
            int number = round;
            run(single.begin(connection -> connection
                    .execute(insert(users).set(users.name, "unchanged" + number))
                    .rowsUpdated()
                    .then(connection.scalar(select(count()).from(users)))));
        }
        assertThat(prepared).hasValue(1);
        run(single.connect(
                connection -> connection.execute(text("SELECT 1")).all().then()));
        run(single.connect(PoolSuite::answer));
        assertThat(prepared).hasValue(2);
        run(single.close());
    }

    @Test
    final void canLeaveTheResetAway() {
        Engine trusting = pooled(pool -> pool.withMaxSize(1).withReset(SessionReset.NEVER));
        run(trusting.connect(
                connection -> connection.execute(text(settingChange())).rowsUpdated()));
        assertThat(run(trusting.connect(this::setting))).contains("1234");
        run(trusting.close());
    }

    @Test
    final void replacesAllConnectionsOnRequest() {
        Engine single = pooled(pool -> pool.withMaxSize(1).withReset(SessionReset.NEVER));
        String first = run(single.connect(this::session));
        assertThat(run(single.connect(this::session))).isEqualTo(first);
        single.renewConnections();
        assertThat(run(single.connect(this::session))).isNotEqualTo(first);
        run(single.close());
    }

    @Test
    @Tag("session")
    final void replacesOldAndIdleConnectionsWithoutAGap() {
        Engine brief = pooled(pool -> pool.withMaxSize(2)
                .withMaxLifetime(Duration.ofMillis(60))
                .withMaxIdleTime(Duration.ofMillis(40))
                .withReset(SessionReset.NEVER));
        Set<String> sessions = ConcurrentHashMap.newKeySet();
        // Ends when the second life has begun, which without a greatest age would never be.
        StepVerifier.create(Flux.range(0, Integer.MAX_VALUE)
                        .flatMap(
                                number -> brief.begin(connection -> session(connection)
                                        .flatMap(name -> answer(connection).thenReturn(name))),
                                4)
                        .doOnNext(sessions::add)
                        .takeUntil(name -> sessions.size() >= 6)
                        .then())
                .expectComplete()
                .verify(DEADLINE);
        PoolProbe.expectIdle(brief, DEADLINE);
        PoolProbe.expect(brief, DEADLINE, status -> status.idle() == 0);
        run(brief.close());
    }

    @Test
    final void keepsConnectionsReady() {
        Engine ready = pooled(pool -> pool.withMaxSize(4).withMinIdle(3));
        run(ready.connect(PoolSuite::answer));
        PoolProbe.expect(ready, DEADLINE, status -> status.idle() == 3);
        run(ready.close());
    }

    @Test
    final void reportsAConnectionThatIsHeldWithoutUse() {
        Engine watched = pooled(pool -> pool.withMaxSize(2).withLeakTimeout(BRIEF));
        try (var log = LogCapture.of("io.cinnabar.pool", Level.WARN)) {
            Connection forgotten = run(watched.acquire());
            run(forgotten.scalar(select(literal("the last thing done"))));
            awaitMessage(log, "has been held for");
            assertThat(log.entries()).anySatisfy(entry -> {
                assertThat(entry.message()).contains("'cinnabar'", "not used for", "SELECT", "Close it");
                assertThat(entry.trace()).contains("reportsAConnectionThatIsHeldWithoutUse");
            });
            assertThat(run(answer(forgotten))).isEqualTo(42);
            run(forgotten.close());
        }
        run(watched.close());
    }

    @Test
    final void takesAConnectionAwayThatIsHeldWithoutUse() {
        Engine strict = pooled(pool -> pool.withMaxSize(1).reclaimAfter(BRIEF));
        try (var log = LogCapture.of("io.cinnabar.pool", Level.WARN)) {
            Connection forgotten = run(strict.acquire());
            run(forgotten.beginTransaction());
            run(forgotten.execute(insert(users).set(users.name, "forgotten")).rowsUpdated());
            // With one connection, this waits until the forgotten one was taken away.
            assertThat(run(strict.connect(PoolSuite::answer))).isEqualTo(42);
            assertThat(log.messages()).anyMatch(line -> line.contains("It is taken away"));
            StepVerifier.create(answer(forgotten))
                    .expectErrorSatisfies(failure -> assertThat(failure).isInstanceOf(CinnabarException.class))
                    .verify(DEADLINE);
            run(forgotten.close());
        }
        expectNobodyNamed("forgotten");
        run(strict.close());
    }

    private void expectNobodyNamed(String name) {
        expectNamed(engine, name, 0);
    }

    private void expectNamed(Engine asked, String name, long count) {
        StepVerifier.create(asked.connect(connection ->
                        connection.scalar(select(count()).from(users).where(users.name.eq(name)))))
                .expectNext(count)
                .expectComplete()
                .verify(DEADLINE);
    }

    private static void awaitMessage(LogCapture log, String part) {
        StepVerifier.create(Flux.interval(Duration.ofMillis(10))
                        .onBackpressureDrop()
                        .filter(tick -> log.messages().stream().anyMatch(line -> line.contains(part)))
                        .next()
                        .then())
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void aClosedEngineWaitsForConnectionsInUseAndRefusesNewOnes() {
        Engine closing = pooled(pool -> pool.withMaxSize(1));
        Connection held = run(closing.acquire());
        Sinks.One<Integer> waited = Sinks.one();
        closing.connect(PoolSuite::answer).subscribe(waited::tryEmitValue, waited::tryEmitError, waited::tryEmitEmpty);
        PoolProbe.expect(closing, DEADLINE, status -> status.pending() == 1);
        Sinks.Empty<Void> closed = Sinks.empty();
        closing.close().subscribe(ignored -> {}, closed::tryEmitError, closed::tryEmitEmpty);
        StepVerifier.create(waited.asMono())
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("The engine was closed"))
                .verify(DEADLINE);
        StepVerifier.create(closing.connect(PoolSuite::answer))
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("The engine was closed"))
                .verify(DEADLINE);
        assertThat(run(answer(held))).isEqualTo(42);
        run(held.close());
        StepVerifier.create(closed.asMono()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void aClosedEngineTakesConnectionsAwayThatStayInUse() {
        Engine closing = pooled(pool -> pool.withMaxSize(2));
        Connection held = run(closing.acquire());
        run(held.beginTransaction());
        run(held.execute(insert(users).set(users.name, "taken away")).rowsUpdated());
        try (var log = LogCapture.of("io.cinnabar.pool", Level.WARN)) {
            run(closing.close(Duration.ofMillis(50)));
            assertThat(log.messages()).anyMatch(line -> line.contains("closed while connections are in use"));
        }
        StepVerifier.create(answer(held)).expectError(CinnabarException.class).verify(DEADLINE);
        run(held.close());
        run(held.close());
        expectNobodyNamed("taken away");
    }

    @Test
    final void nobodyWaitsForOthersWhereThereIsNoPool() {
        Engine unpooled = pooled(pool -> pool.withMaxSize(1).unpooled());
        int answer = run(unpooled.connect(outer -> unpooled.connect(PoolSuite::answer)));
        assertThat(answer).isEqualTo(42);
        run(unpooled.close());
    }

    @Test
    final void anUnpooledEngineClosesEachConnection() {
        Engine unpooled = pooled(PoolOptions::unpooled);
        String first = run(unpooled.connect(this::session));
        assertThat(run(unpooled.connect(this::session))).isNotEqualTo(first);
        run(unpooled.close());
    }

    @Test
    @Tag("session")
    final void giveUpADoomedConnection() {
        Engine single = pooled(pool -> pool.withMaxSize(1).withReset(SessionReset.NEVER));
        String first = run(single.connect(this::session));
        StepVerifier.create(single.connect(connection -> connection.invalidate().then(answer(connection))))
                .expectError(ConnectionLostException.class)
                .verify(DEADLINE);
        assertThat(run(single.connect(this::session))).isNotEqualTo(first);
        run(single.close());
    }

    @Test
    final void keepsNotesWithAConnectionForAsLongAsItLives() {
        Engine single = pooled(pool -> pool.withMaxSize(1).withReset(SessionReset.NEVER));
        run(single.connect(
                connection -> Mono.fromRunnable(() -> connection.attributes().put("note", 1))));
        Object note = run(single.connect(
                connection -> Mono.justOrEmpty(connection.attributes().get("note"))));
        assertThat(note).isEqualTo(1);
        single.renewConnections();
        int notes = run(
                single.connect(connection -> Mono.just(connection.attributes().size())));
        assertThat(notes).isZero();
        run(single.close());
    }
}
