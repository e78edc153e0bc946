package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.blocking.BlockingConnection;
import io.cinnabar.blocking.BlockingEngine;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InterruptedCallException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.QueryTimeoutException;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

/** Scenarios G01 to G04 and G06 to G08: threads that wait, and what happens to them. */
@UsesPostgres
@Timeout(300)
class PostgresBlockingThreadsIntegrationTests extends ReliabilitySuite {
    private static final TextStatement<Row1<String>> SLEEP =
            Sql.text("SELECT CAST(pg_sleep(" + FOREVER_SECONDS + ") AS text)").columns(Types.TEXT);
    private static final TextStatement<Row1<Integer>> PID =
            Sql.text("SELECT pg_backend_pid()").columns(Types.INTEGER);
    private static final int MANY_THREADS = 10_000;

    private final String url;

    PostgresBlockingThreadsIntegrationTests(TestDatabaseUrl database) {
        super(database);
        this.url = database.url();
    }

    private static int pid(BlockingEngine engine) {
        return engine.<Integer>connect(
                connection -> connection.<Integer>scalar(PID).orElseThrow());
    }

    private String write(BlockingConnection connection, String run) {
        connection.execute(
                Sql.insert(bench().ledger()).set(bench().ledger().run, run).set(bench().ledger().step, 1));
        return run;
    }

    /** What a thread has ended with. */
    private record Outcome(@Nullable Throwable failure, boolean isInterrupted) {}

    private static CompletableFuture<Outcome> started(Consumer<Runnable> executor, Runnable work) {
        var outcome = new CompletableFuture<Outcome>();
        executor.accept(() -> {
            try {
                work.run();
                outcome.complete(new Outcome(null, Thread.currentThread().isInterrupted()));
            } catch (RuntimeException failure) {
                outcome.complete(new Outcome(failure, Thread.currentThread().isInterrupted()));
            }
        });
        return outcome;
    }

    private static Outcome outcome(Future<Outcome> of) throws Exception {
        return of.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void refusesTheThreadOfTheDriver() {
        Engine engine = bench().engine(pool(2));
        BlockingEngine blocking = BlockingEngine.of(engine);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() ->
                        run(engine.connect(connection -> connection.scalar(PID).map(pid -> pid(blocking)))))
                .matches(failure -> failure.code() == ErrorCode.THREAD_MUST_NOT_WAIT);
    }

    private enum Interrupter {
        /** G02. */
        THREAD,
        /** G04. */
        FUTURE,
        /** G04. */
        EXECUTOR
    }

    @ParameterizedTest(name = "G02, G04 interrupted by its {0}")
    @EnumSource
    void stopsTheQueryOnTheServerWhenInterrupted(Interrupter interrupter) throws Exception {
        Engine engine = bench().engine(pool(1));
        BlockingEngine blocking = BlockingEngine.of(engine);
        int pid = pid(blocking);
        String run = "G02 " + interrupter;
        ExecutorService executor = Executors.newSingleThreadExecutor();
        var thread = new CompletableFuture<Thread>();
        var task = new CompletableFuture<Future<?>>();
        CompletableFuture<Outcome> outcome = started(work -> task.complete(executor.submit(work)), () -> {
            thread.complete(Thread.currentThread());
            blocking.begin(connection -> {
                write(connection, run);
                return connection.execute(SLEEP).all();
            });
        });
        bench().admin().awaitActive(bench().applicationName(engine), "pg_sleep");
        switch (interrupter) {
            case THREAD -> thread.get().interrupt();
            case FUTURE -> assertThat(task.get().cancel(true)).isTrue();
            case EXECUTOR -> assertThat(executor.shutdownNow()).isEmpty();
        }
        assertThat(outcome(outcome).failure()).isInstanceOf(InterruptedCallException.class);
        assertThat(outcome(outcome).isInterrupted()).isTrue();
        assertThat(pid(blocking)).isEqualTo(pid);
        assertThat(bench().ledger().rows(run)).isZero();
        executor.shutdown();
    }

    @Test
    void saysThatNobodyKnowsWhenInterruptedDuringACommit() throws Exception {
        Engine engine = bench().proxied(EngineOptions.DEFAULT.withPool(
                PoolOptions.DEFAULT.withMaxSize(1).withCleanUpTimeout(Duration.ofMillis(300))));
        BlockingEngine blocking = BlockingEngine.of(engine);
        assertThat(pid(blocking)).isPositive();
        try (LogCapture log = LogCapture.of("io.cinnabar.pool", Level.WARN)) {
            Hold hold = bench().proxy().holdFromServer(Moment.message('C').containing("COMMIT"));
            var thread = new CompletableFuture<Thread>();
            CompletableFuture<Outcome> outcome = started(work -> new Thread(work).start(), () -> {
                thread.complete(Thread.currentThread());
                blocking.begin(connection -> write(connection, "G03"));
            });
            hold.awaitHeld();
            thread.get().interrupt();
            assertThat(outcome(outcome).failure()).isInstanceOf(CommitOutcomeUnknownException.class);
            assertThat(outcome(outcome).isInterrupted()).isTrue();
            awaitPool(engine, status -> status.acquired() == 0);
            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("CON-005");
        }
        bench().proxy().heal();
        assertThat(bench().ledger().rows("G03")).isEqualTo(1);
    }

    @Test
    void stopsTheQueryOnTheServerAtItsDeadline() {
        Engine engine = bench().engine(pool(1));
        BlockingEngine blocking = BlockingEngine.of(engine);
        int pid = pid(blocking);
        BlockingEngine brief = blocking.withTimeout(Duration.ofMillis(500));
        assertThatExceptionOfType(QueryTimeoutException.class)
                .isThrownBy(() -> brief.begin(connection -> {
                    write(connection, "deadline");
                    return connection.execute(SLEEP).all();
                }))
                .withMessageContaining("500 ms");
        assertThat(pid(blocking)).isEqualTo(pid);
        assertThat(bench().ledger().rows("deadline")).isZero();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void servesTenThousandVirtualThreadsWithTenConnections() throws Exception {
        BlockingEngine engine = BlockingEngine.of(bench().engine(EngineOptions.DEFAULT.withPool(
                PoolOptions.DEFAULT.withMaxSize(10).withAcquireTimeout(Duration.ofMinutes(4)))));
        TextStatement<Row1<Integer>> number =
                Sql.text("SELECT CAST(:n AS integer)").columns(Types.INTEGER);
        askInVirtualThreads(engine, number, 100); // who waits for a class to be initialized is pinned by the JVM
        try (var recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ofMillis(20));
            recording.start();
            askInVirtualThreads(engine, number, MANY_THREADS);
            assertThat(pinned(recording)).isEmpty();
        }
    }

    private static void askInVirtualThreads(BlockingEngine engine, TextStatement<Row1<Integer>> number, int threads)
            throws Exception {
        var executor = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        var answers = new ArrayList<Future<Integer>>();
        for (int thread = 0; thread < threads; thread++) {
            int wanted = thread;
            answers.add(executor.submit(() -> engine.<Integer>begin(connection ->
                    connection.<Integer>scalar(number.bind("n", wanted)).orElseThrow())));
        }
        for (int thread = 0; thread < threads; thread++) {
            assertThat(answers.get(thread).get(4, TimeUnit.MINUTES)).isEqualTo(thread);
        }
        executor.shutdown();
    }

    private static List<String> pinned(Recording recording) throws Exception {
        java.nio.file.Path file = java.nio.file.Files.createTempFile("pinned", ".jfr");
        try {
            recording.stop();
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .map(event -> event.getStackTrace().toString())
                    .filter(stack -> stack.contains("cinnabar"))
                    .toList();
        } finally {
            java.nio.file.Files.delete(file);
        }
    }

    @Test
    void keepsWhatAProgramHasSeenCommittedAndNothingMoreWhenItExits() {
        try (ChildJvm program = ChildJvm.start(ExitingProgram.class, 64, url)) {
            program.await("committed");
            program.await("written");
            program.goOn();
            assertThat(program.endsWell()).isTrue();
        }
        Eventually.holds(
                "the server has noticed",
                () -> bench().admin()
                                .number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                        + " AND state = 'idle in transaction'")
                        == 0);
        assertThat(bench().ledger().rows("G07")).isEqualTo(1);
    }

    @Test
    void closesAndReportsAStreamThatWasDropped() {
        BlockingEngine engine = BlockingEngine.of(bench().engine(pool(1)));
        try (LogCapture log = LogCapture.of("io.cinnabar.pool", Level.WARN);
                BlockingConnection connection = engine.acquire()) {
            assertThat(firstOf(connection)).isEqualTo(1);
            Eventually.holds("the stream that was dropped is found", () -> {
                System.gc();
                return !log.messages(Level.WARN).isEmpty();
            });
            assertThat(log.messages(Level.WARN)).singleElement().asString().contains("dropped before its end");
            assertThat(connection.<Integer>scalar(PID)).isPresent();
        }
    }

    private static int firstOf(BlockingConnection connection) {
        Stream<Row1<Integer>> rows = connection.stream(
                Sql.text("SELECT CAST(n AS integer) FROM generate_series(1, :last) AS n")
                        .columns(Types.INTEGER)
                        .bind("last", 1_000_000),
                100);
        return rows.iterator().next().v1();
    }
}
