package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.ListenerDiary;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Scenarios A10 and B04: nobody can know whether COMMIT took place, and so nobody is told that it did or did not. */
@UsesPostgres
class PostgresCommitOutcomeIntegrationTests extends ReliabilitySuite {
    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final TransactionOptions RETRIED = TransactionOptions.DEFAULT.withRetry(4, Duration.ofMillis(1));

    private final ListenerDiary told = ListenerDiary.ofTransactions();
    private final AtomicInteger attempts = new AtomicInteger();
    private final LogCapture log = LogCapture.of("io.cinnabar.pool", Level.WARN);

    PostgresCommitOutcomeIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private Engine listened() {
        PoolOptions pool = PoolOptions.DEFAULT.withMaxSize(1).withCleanUpTimeout(BRIEF);
        Engine engine = bench().proxied(EngineOptions.DEFAULT.withPool(pool));
        engine.listen(told);
        return engine;
    }

    private static Mono<Integer> pid(Connection connection) {
        return connection.scalar(Sql.text("SELECT pg_backend_pid()").columns(Types.INTEGER));
    }

    private Mono<Long> write(Connection connection, String run) {
        return Mono.defer(() -> bench().ledger().write(connection, run, attempts.incrementAndGet()));
    }

    private void expectUnknown(Engine engine, int oldPid) {
        awaitPool(engine, status -> status.acquired() == 0);
        assertThat(told.entries()).containsExactly("begin", "unknown");
        assertThat(log.messages(Level.WARN)).singleElement().asString().contains("is not known", "CON-005");
        bench().proxy().heal();
        StepVerifier.create(engine.connect(PostgresCommitOutcomeIntegrationTests::pid))
                .assertNext(pid -> assertThat(pid).isNotEqualTo(oldPid))
                .expectComplete()
                .verify(DEADLINE);
        assertThat(attempts).hasValue(1);
    }

    private enum Break {
        SILENCE,
        CLOSE,
        RESET
    }

    @ParameterizedTest(name = "A10 cancelled during COMMIT, then no answer comes: {0}")
    @EnumSource
    void cancelledWhileCommitting(Break how) {
        Engine engine = listened();
        int pid = run(engine.connect(PostgresCommitOutcomeIntegrationTests::pid));
        String run = "A10 " + how;
        Hold hold = bench().proxy().holdFromServer(Moment.message('C').containing("COMMIT"));
        Disposable working =
                engine.begin(RETRIED, connection -> write(connection, run)).subscribe();
        hold.awaitHeld();
        working.dispose();
        if (how != Break.SILENCE) {
            bench().proxy().end(Fault.Ending.valueOf(how.name()));
        }
        expectUnknown(engine, pid);
        assertThat(bench().ledger().rows(run)).isEqualTo(1);
    }

    @ParameterizedTest(name = "B04 the connection is cut before the answer to COMMIT, by {0}")
    @EnumSource
    void cutBeforeTheAnswer(Fault.Ending ending) {
        Engine engine = listened();
        int pid = run(engine.connect(PostgresCommitOutcomeIntegrationTests::pid));
        String run = "B04 " + ending;
        bench().proxy().fromServer(Fault.cutBefore(Moment.message('C').containing("COMMIT"), ending));
        StepVerifier.create(engine.begin(RETRIED, connection -> write(connection, run)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                CommitOutcomeUnknownException.class,
                                unknown -> assertThat(unknown.isRetryable()).isFalse()))
                .verify(DEADLINE);
        expectUnknown(engine, pid);
        assertThat(bench().ledger().rows(run)).isEqualTo(1);
    }

    @ParameterizedTest(name = "B04 the connection is cut before COMMIT has come to the server, many elements: {0}")
    @ValueSource(booleans = {false, true})
    void cutBeforeTheServer(boolean isMany) {
        Engine engine = listened();
        int pid = run(engine.connect(PostgresCommitOutcomeIntegrationTests::pid));
        String run = "B04 unsent " + isMany;
        bench().proxy().fromClient(Fault.cutBefore(Moment.message('Q').containing("COMMIT"), Fault.Ending.RESET));
        StepVerifier.create(
                        isMany
                                ? engine.beginMany(RETRIED, connection -> write(connection, run))
                                        .then()
                                : engine.begin(RETRIED, connection -> write(connection, run))
                                        .then())
                .expectError(CommitOutcomeUnknownException.class)
                .verify(DEADLINE);
        expectUnknown(engine, pid);
        assertThat(bench().ledger().rows(run)).isZero();
    }
}
