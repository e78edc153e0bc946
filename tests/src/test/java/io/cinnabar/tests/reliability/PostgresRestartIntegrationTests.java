package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Scenario B07: a server of its own is restarted while it is worked with. */
@UsesPostgres
class PostgresRestartIntegrationTests {
    private static final Duration DEADLINE = Eventually.DEADLINE;
    private static final int SIZE = 6;
    private static final int SOME = 100;

    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Throwable> failed = new ConcurrentHashMap<>();
    private final Map<Integer, Throwable> failedWhileUp = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean isEnough;
    /** What the driver and the server's starter say of the restarts stays out of the console. */
    private final List<LogCapture> expected =
            List.of(LogCapture.of("io.r2dbc.postgresql.client", Level.WARN), LogCapture.of("io.zonky", Level.WARN));

    /** Even while the server is up, odd while it is restarted. */
    private final AtomicInteger phase = new AtomicInteger();

    @AfterEach
    void closeLogs() {
        expected.forEach(LogCapture::close);
    }

    @Test
    @DisplayName("B07 the server is restarted under load: what was acknowledged is there, once, and all goes on")
    void restartedUnderLoad() {
        try (RestartableServer server = RestartableServer.start();
                LogCapture pool = LogCapture.of("io.cinnabar.pool", Level.ERROR)) {
            Engine engine =
                    Engine.create(server.url(), EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withMaxSize(SIZE)));
            engine.connect(connection -> connection
                            .execute(Sql.text("CREATE TABLE restarts (number integer NOT NULL)"))
                            .then())
                    .block(DEADLINE);
            Disposable load = load(engine);
            for (int restart = 0; restart < ReliabilityBench.times(2, 5); restart++) {
                awaitMore();
                phase.incrementAndGet();
                server.restart();
                phase.incrementAndGet();
                awaitMore();
            }
            isEnough = true;
            Eventually.holds("the load has ended", load::isDisposed);
            assertThat(failed).isNotEmpty();
            assertThat(failedWhileUp).isEmpty();
            assertThat(failed.values())
                    .hasOnlyElementsOfTypes(
                            ConnectionLostException.class,
                            ConnectionFailedException.class,
                            CommitOutcomeUnknownException.class);
            expectLedger(engine);
            engine.close().block(DEADLINE);
            assertThat(pool.entries()).isEmpty();
        }
    }

    private Disposable load(Engine engine) {
        return Flux.range(0, SIZE + 2)
                .flatMap(worker -> Mono.defer(() -> once(engine)).repeat(() -> !isEnough), SIZE + 2)
                .then()
                .subscribe();
    }

    private Mono<Void> once(Engine engine) {
        int number = numbers.incrementAndGet();
        int begun = phase.get();
        return engine.begin(connection -> connection
                        .execute(Sql.text("INSERT INTO restarts VALUES (:number)")
                                .bind("number", number))
                        .rowsUpdated())
                .doOnNext(written -> acknowledged.add(number))
                .then()
                .onErrorResume(failure -> {
                    failed.put(number, failure);
                    if (begun % 2 == 0 && begun == phase.get()) {
                        failedWhileUp.put(number, failure);
                    }
                    return Mono.delay(Duration.ofMillis(5)).then();
                });
    }

    private void awaitMore() {
        int before = acknowledged.size();
        Eventually.holds("work goes well again", () -> acknowledged.size() >= before + SOME);
    }

    private void expectLedger(Engine engine) {
        List<Integer> rows = engine.connectMany(PostgresRestartIntegrationTests::numbers)
                .collectList()
                .blockOptional(DEADLINE)
                .orElseThrow();
        assertThat(rows).doesNotHaveDuplicates().containsAll(acknowledged);
        Set<Integer> unexplained = new HashSet<>(rows);
        unexplained.removeAll(acknowledged);
        assertThat(unexplained)
                .allSatisfy(number -> assertThat(failed.get(number)).isInstanceOf(CommitOutcomeUnknownException.class));
        StepVerifier.create(Flux.range(0, SIZE)
                        .concatMap(number -> engine.acquire())
                        .collectList()
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(Connection::close)
                        .then())
                .expectComplete()
                .verify(DEADLINE);
    }

    private static Flux<Integer> numbers(Connection connection) {
        return connection
                .execute(Sql.text("SELECT number FROM restarts").columns(Types.INTEGER))
                .all()
                .map(Row1::v1);
    }
}
