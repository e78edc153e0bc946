package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** What the bench says of scenarios that are wrong on purpose. */
@UsesPostgres
class ReliabilityBenchIntegrationTests {
    private final TestDatabaseUrl database;

    ReliabilityBenchIntegrationTests(TestDatabaseUrl database) {
        this.database = database;
    }

    private static Mono<Integer> one(Connection connection) {
        return connection.scalar(Sql.text("SELECT 1").columns(Types.INTEGER));
    }

    @Test
    void seesAConnectionThatIsHeldAndATransactionThatIsOpen() {
        try (var bench = ReliabilityBench.open(database)) {
            Engine engine = bench.engine(ReliabilitySuite.pool(2));
            Connection held = ReliabilitySuite.run(engine.acquire());
            assertThat(bench.invariants(engine).unrest()).startsWith("I1");
            assertThat(ReliabilitySuite.run(one(held))).isEqualTo(1);
            ReliabilitySuite.run(held.beginTransaction());
            assertThat(bench.admin().sessions(bench.applicationName(engine)))
                    .extracting(AdminConnection.Session::state)
                    .containsExactly("idle in transaction");
            ReliabilitySuite.run(held.close());
            bench.check();
        }
    }

    @Test
    void seesASessionThatThePoolDoesNotKnow() {
        try (var bench = ReliabilityBench.open(database)) {
            Engine engine = bench.engine(ReliabilitySuite.pool(2));
            ReliabilitySuite.run(engine.connect(ReliabilityBenchIntegrationTests::one));
            var stranger = io.r2dbc.spi.ConnectionFactories.get(
                    database.url() + "?applicationName=" + bench.applicationName(engine));
            io.r2dbc.spi.Connection extra = ReliabilitySuite.run(Mono.from(stranger.create()));
            assertThat(bench.invariants(engine).miscount()).startsWith("I3").contains("1 connections");
            ReliabilitySuite.run(Mono.from(extra.close()));
        }
    }

    @Test
    void seesADroppedError() {
        var bench = ReliabilityBench.open(database);
        Operators.onErrorDropped(new IllegalStateException("lost on purpose"), Context.empty());
        assertThatThrownBy(bench::close).isInstanceOf(AssertionError.class).hasMessageContaining("lost on purpose");
    }

    @Test
    @SuppressWarnings("UnusedVariable") // the buffer is lost on purpose
    void seesALeakedBuffer() {
        var bench = ReliabilityBench.open(database);
        Eventually.holds("the leak is found", () -> {
            ByteBuf lost = PooledByteBufAllocator.DEFAULT.buffer();
            lost.writeInt(1);
            lost = null;
            return !bench.incidents().isEmpty();
        });
        assertThatThrownBy(bench::close).isInstanceOf(AssertionError.class).hasMessageContaining("LEAK");
    }

    @Test
    void seesWhatAFlowLeavesBehind() {
        try (var bench = ReliabilityBench.open(database)) {
            Ledger ledger = bench.ledger();
            CancelAtEveryStep halfWritten = CancelAtEveryStep.of(
                            bench,
                            (engine, run) -> engine.connect(connection ->
                                    ledger.write(connection, run, 1).then(ledger.write(connection, run, 2))))
                    .writing(2);
            assertThatThrownBy(halfWritten::run)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "I4: there are 1 of 2 rows, the flow was cancelled and its COMMIT was not sent")
                    .hasMessageContaining("SUBSCRIBE Result.getRowsUpdated");
        }
    }

    @Test
    void numbersTheSignalsOfTheDriver() {
        try (var bench = ReliabilityBench.open(database)) {
            var recorder = new SignalRecorder();
            Engine engine = bench.recorded(recorder, ReliabilitySuite.pool(1));
            List<String> told = new ArrayList<>();
            recorder.start(new SignalRecorder.Observer() {
                @Override
                public void before(Signal signal) {
                    told.add("before " + signal.number());
                }
            });
            ReliabilitySuite.run(engine.connect(ReliabilityBenchIntegrationTests::one));
            recorder.stop();
            List<Signal> signals = recorder.signals();
            assertThat(signals)
                    .extracting(Signal::toString)
                    .startsWith("1 SUBSCRIBE ConnectionFactory.create", "2 REQUEST ConnectionFactory.create");
            assertThat(recorder.saw(Signal.Kind.NEXT, "Result.map")).isTrue();
            assertThat(told).hasSameSizeAs(signals).startsWith("before 1", "before 2");
        }
    }

    @Test
    void stopsAndResumesABackendOrSaysWhyNot() {
        try (var bench = ReliabilityBench.open(database)) {
            BackendSignals signals = bench.signals();
            Engine engine = bench.engine(ReliabilitySuite.pool(1));
            ReliabilitySuite.run(engine.connect(ReliabilityBenchIntegrationTests::one));
            int pid =
                    bench.admin().sessions(bench.applicationName(engine)).get(0).pid();
            if (!signals.obstacle().isEmpty()) {
                assertThatThrownBy(() -> signals.stop(pid)).hasMessageContaining(signals.obstacle());
                return;
            }
            signals.stop(pid);
            List<Integer> answers = new ArrayList<>();
            var asking = engine.connect(ReliabilityBenchIntegrationTests::one).subscribe(answers::add);
            ReliabilitySuite.awaitPool(engine, status -> status.acquired() == 1);
            assertThat(answers).isEmpty();
            signals.resume(pid);
            Eventually.holds("the backend answers", () -> answers.size() == 1);
            assertThat(asking.isDisposed()).isTrue();
        }
    }
}
