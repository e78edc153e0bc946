package io.cinnabar.tests.reliability;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.error.ConnectionLostException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/**
 * Connections that break in a transaction or savepoint: these end with the connection, so that nothing waits for their
 * end. What is foreign to them would wait for ten minutes.
 */
@UsesPostgres
class PostgresBrokenScopeIntegrationTests extends ReliabilitySuite {
    private static final EngineOptions PATIENT = EngineOptions.DEFAULT.withPool(
            PoolOptions.DEFAULT.withMaxSize(1).withAcquireTimeout(Duration.ofSeconds(FOREVER_SECONDS)));

    PostgresBrokenScopeIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    /** Work in the middle of which its connection breaks. */
    private Mono<Integer> broken(Engine engine, Connection connection) {
        return CancelSuite.answer(connection)
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(answer -> bench().admin()
                        .sessions(bench().applicationName(engine))
                        .forEach(session -> bench().admin().terminate(session.pid())))
                .flatMap(answer -> CancelSuite.answer(connection));
    }

    private static void expectLost(Mono<?> work) {
        StepVerifier.create(work).expectError(ConnectionLostException.class).verify(DEADLINE);
    }

    @Test
    @DisplayName("B02 the backend is killed in a savepoint")
    void killedInASavepoint() {
        Engine engine = bench().engine(PATIENT);
        expectLost(engine.begin(connection -> connection.savepoint(inner -> broken(engine, inner))));
    }

    @Test
    @DisplayName("B02 the backend is killed in a savepoint, and its transaction goes on")
    void triedAfterASavepoint() {
        Engine engine = bench().engine(PATIENT);
        expectLost(engine.begin(connection -> connection
                .savepoint(inner -> broken(engine, inner))
                .onErrorResume(ConnectionLostException.class, lost -> CancelSuite.answer(connection))));
    }

    @Test
    @DisplayName("B02 the backend is killed in a transaction, and its connection is used again")
    void triedAfterATransaction() {
        Engine engine = bench().engine(PATIENT);
        expectLost(engine.connect(connection -> connection
                .begin(inner -> broken(engine, inner))
                .onErrorResume(ConnectionLostException.class, lost -> CancelSuite.answer(connection))));
    }
}
