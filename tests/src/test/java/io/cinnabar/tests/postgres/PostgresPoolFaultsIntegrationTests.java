package io.cinnabar.tests.postgres;

import static io.cinnabar.sql.Functions.function;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.event.ConnectionEvent;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.transaction.SessionReset;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a pool hands over after faults, and after users that leave something behind. */
@UsesPostgres
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresPoolFaultsIntegrationTests {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final TestDatabaseUrl database;
    private final Engine admin;

    PostgresPoolFaultsIntegrationTests(TestDatabaseUrl database) {
        this.database = database;
        this.admin = Engine.create(database.url());
    }

    @AfterAll
    void close() {
        admin.close().block(DEADLINE);
    }

    private Engine pooled(UnaryOperator<PoolOptions> pool) {
        return Engine.create(database.url(), EngineOptions.DEFAULT.withPool(pool.apply(PoolOptions.DEFAULT)));
    }

    private static Mono<Integer> pid(Connection connection) {
        return connection.scalar(select(function("pg_backend_pid", Types.INTEGER)));
    }

    private Mono<Void> terminate(int pid) {
        return admin.connect(connection -> connection
                .scalar(select(function("pg_terminate_backend", Types.BOOLEAN, literal(pid))))
                .thenMany(Flux.interval(Duration.ofMillis(5)).onBackpressureDrop())
                .concatMap(tick -> connection
                        .execute(text("SELECT 1 FROM pg_stat_activity WHERE pid = :pid"), Parameters.of("pid", pid))
                        .all()
                        .hasElements())
                .filter(isThere -> !isThere)
                .next()
                .then());
    }

    private static void fill(Engine engine, int size) {
        List<Connection> held = Flux.range(0, size)
                .concatMap(number -> engine.acquire())
                .collectList()
                .block(DEADLINE);
        assertThat(held).hasSize(size);
        Flux.fromIterable(held).concatMap(Connection::close).blockLast(DEADLINE);
    }

    @Test
    @Tag("session")
    void replacesIdleConnectionsThatTheServerHasClosed() {
        Engine engine = pooled(pool -> pool.withMaxSize(4));
        fill(engine, 4);
        List<Integer> pids = Flux.range(0, 4)
                .concatMap(number -> engine.acquire())
                .collectList()
                .flatMapMany(held -> Flux.fromIterable(held)
                        .concatMap(connection -> pid(connection)
                                .flatMap(pid -> connection.close().thenReturn(pid))))
                .collectList()
                .block(DEADLINE);
        assertThat(pids).hasSize(4);
        Flux.fromIterable(pids).concatMap(this::terminate).blockLast(DEADLINE);
        StepVerifier.create(Flux.range(0, 8)
                        .flatMap(number -> engine.connect(PostgresPoolFaultsIntegrationTests::pid))
                        .filter(pids::contains)
                        .count())
                .expectNext(0L)
                .expectComplete()
                .verify(DEADLINE);
        engine.close().block(DEADLINE);
    }

    @Test
    @Tag("session")
    void givesUpTheWholeGenerationOfABrokenConnection() {
        Engine engine = pooled(pool -> pool.withMaxSize(2));
        fill(engine, 2);
        Connection first = engine.acquire().block(DEADLINE);
        Connection second = engine.acquire().block(DEADLINE);
        Integer secondPid = pid(second).block(DEADLINE);
        second.close().block(DEADLINE);
        terminate(pid(first).block(DEADLINE)).block(DEADLINE);
        StepVerifier.create(pid(first))
                .expectError(ConnectionLostException.class)
                .verify(DEADLINE);
        assertThat(first.isInvalidated()).isTrue();
        StepVerifier.create(pid(first))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(ConnectionLostException.class)
                        .hasMessageContaining("not usable any more"))
                .verify(DEADLINE);
        first.close().block(DEADLINE);
        assertThat(engine.connect(PostgresPoolFaultsIntegrationTests::pid).block(DEADLINE))
                .isNotEqualTo(secondPid);
        engine.close().block(DEADLINE);
    }

    @Test
    @Tag("session")
    void keepsTheConnectionsThatReplacedABrokenGeneration() {
        Engine engine = pooled(pool -> pool.withMaxSize(3));
        Connection first = engine.acquire().block(DEADLINE);
        Connection second = engine.acquire().block(DEADLINE);
        Flux.just(first, second)
                .concatMap(PostgresPoolFaultsIntegrationTests::pid)
                .concatMap(this::terminate)
                .blockLast(DEADLINE);
        expectLost(first);
        Integer fresh = engine.connect(PostgresPoolFaultsIntegrationTests::pid).block(DEADLINE);
        expectLost(second);
        assertThat(engine.connect(PostgresPoolFaultsIntegrationTests::pid).block(DEADLINE))
                .isEqualTo(fresh);
        engine.close().block(DEADLINE);
    }

    private static void expectLost(Connection connection) {
        StepVerifier.create(pid(connection))
                .expectError(ConnectionLostException.class)
                .verify(DEADLINE);
        connection.close().block(DEADLINE);
    }

    @Test
    void givesUpWhereEachNewConnectionBreaks() {
        var attempts = new AtomicInteger();
        Engine engine = pooled(pool -> pool.withMaxSize(1).withInitializer(connection -> {
            attempts.incrementAndGet();
            return connection
                    .execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
                    .then();
        }));
        StepVerifier.create(engine.connect(PostgresPoolFaultsIntegrationTests::pid))
                .expectError(ConnectionLostException.class)
                .verify(DEADLINE);
        assertThat(attempts).hasValue(3);
        engine.close().block(DEADLINE);
    }

    @Test
    void leavesNoLimitOfAStatementToTheNextUser() {
        Engine engine = pooled(pool -> pool.withMaxSize(1).withReset(SessionReset.NEVER));
        engine.connect(connection ->
                        connection.scalar(select(literal(42)).option(ExecutionOptions.TIMEOUT, Duration.ofHours(1))))
                .block(DEADLINE);
        StepVerifier.create(engine.connectMany(connection -> connection.withDriverConnection(driver -> Flux.from(
                                driver.createStatement("SHOW statement_timeout").execute())
                        .concatMap(result -> result.map((row, metadata) -> row.get(0, String.class))))))
                .expectNext("0")
                .expectComplete()
                .verify(DEADLINE);
        engine.close().block(DEADLINE);
    }

    @Test
    void throwsAwayWhatCannotBeRolledBack() {
        Engine engine = pooled(pool -> pool.withMaxSize(1));
        Connection held = engine.acquire().block(DEADLINE);
        held.beginTransaction().block(DEADLINE);
        terminate(pid(held).block(DEADLINE)).block(DEADLINE);
        held.close().block(DEADLINE);
        StepVerifier.create(engine.connect(connection -> connection.scalar(select(literal(42)))))
                .expectNext(42)
                .expectComplete()
                .verify(DEADLINE);
        engine.close().block(DEADLINE);
    }

    @ParameterizedTest
    @Tag("session")
    @ValueSource(
            strings = {
                "SET search_path = pg_catalog",
                "SET TIME ZONE 'Asia/Tokyo'",
                "SELECT set_config('app.tenant', 'a', false)",
                "SELECT pg_advisory_lock(42)",
                "CREATE TEMP TABLE leftover (id INT)",
                "LISTEN channel",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY, ISOLATION LEVEL SERIALIZABLE",
                "SET ROLE pg_monitor",
                "DECLARE leftover CURSOR WITH HOLD FOR SELECT 1"
            })
    void leavesNothingOfASessionToTheNextUser(String change) {
        for (SessionReset reset : List.of(SessionReset.WHEN_TOUCHED, SessionReset.ALWAYS)) {
            Engine engine = pooled(pool -> pool.withMaxSize(1).withReset(reset));
            String before = engine.connect(this::state).block(DEADLINE);
            Integer pid =
                    engine.connect(PostgresPoolFaultsIntegrationTests::pid).block(DEADLINE);
            String changed = engine.connect(
                            connection -> connection.execute(text(change)).all().then(state(connection)))
                    .block(DEADLINE);
            assertThat(changed).isNotEqualTo(before);
            assertThat(engine.connect(this::state).block(DEADLINE)).isEqualTo(before);
            assertThat(engine.connect(PostgresPoolFaultsIntegrationTests::pid).block(DEADLINE))
                    .isEqualTo(pid);
            engine.close().block(DEADLINE);
        }
    }

    private Mono<String> state(Connection connection) {
        return connection
                .execute(text("""
                        SELECT current_setting('search_path') || current_setting('TimeZone')
                            || coalesce(nullif(current_setting('app.tenant', true), ''), '-') || current_user
                            || current_setting('default_transaction_read_only')
                            || current_setting('default_transaction_isolation')
                            || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())
                            || (SELECT count(*) FROM pg_class WHERE relname = 'leftover' AND relpersistence = 't')
                            || (SELECT count(*) FROM pg_listening_channels())
                            || (SELECT count(*) FROM pg_cursors WHERE name = 'leftover')"""))
                .map(row -> row.get(0, String.class))
                .one();
    }

    @Test
    void tellsListenersOfASessionThatWasPutBack() {
        Engine engine = pooled(pool -> pool.withMaxSize(1));
        var resets = new AtomicInteger();
        engine.listen(new EngineListener() {
            @Override
            public Mono<Void> onReset(ConnectionEvent event) {
                resets.incrementAndGet();
                return Mono.empty();
            }
        });
        engine.connect(connection -> connection.scalar(select(literal(42)))).block(DEADLINE);
        assertThat(resets).hasValue(0);
        engine.connect(connection -> connection
                        .execute(text("SET application_name = 'mine'"))
                        .then())
                .block(DEADLINE);
        assertThat(resets).hasValue(1);
        engine.close().block(DEADLINE);
    }

    @Test
    void leavesNoValueOfASequenceToTheNextUser() {
        admin.connect(connection ->
                        connection.execute(text("CREATE SEQUENCE numbers")).rowsUpdated())
                .block(DEADLINE);
        Engine engine = pooled(pool -> pool.withMaxSize(1));
        Mono<Long> last = engine.connect(connection -> connection.scalar(select(function("lastval", Types.BIGINT))));
        engine.connect(connection ->
                        connection.execute(text("SELECT nextval('numbers')")).then())
                .block(DEADLINE);
        StepVerifier.create(last)
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("lastval is not yet defined"))
                .verify(DEADLINE);
        engine.close().block(DEADLINE);
    }

    @Test
    void spreadsConnectionsOverTheEventLoops() {
        Engine engine = pooled(pool -> pool.withMaxSize(8));
        List<Connection> held = Flux.range(0, 8)
                .flatMap(number -> engine.acquire())
                .collectList()
                .block(DEADLINE);
        long threads = Flux.fromIterable(held)
                .flatMap(connection ->
                        pid(connection).map(pid -> Thread.currentThread().getName()))
                .distinct()
                .count()
                .block(DEADLINE);
        assertThat(threads).isGreaterThan(1);
        Flux.fromIterable(held).concatMap(Connection::close).blockLast(DEADLINE);
        engine.close().block(DEADLINE);
    }
}
