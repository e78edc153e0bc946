package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.Transaction;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Scenarios of group M: two things that are done at the same moment on two threads, again and again. Whatever the order
 * was, each ends as it may, and the invariants hold.
 */
abstract class RaceSuite extends ReliabilitySuite {
    private static final Logger LOG = LoggerFactory.getLogger("soak");
    private static final int LONGEST_HEAD_START = 30_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final long seed = Long.getLong("cinnabar.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    RaceSuite(TestDatabaseUrl database) {
        super(database);
    }

    @AfterEach
    void stopThreads() {
        threads.shutdown();
    }

    /** What one of the two does, with its turn when both are ready. */
    private interface Contender {
        void run();
    }

    /** Does both at the same moment, give or take some microseconds, and waits for them. */
    private void race(Contender first, Contender second) {
        var ready = new AtomicInteger();
        CompletableFuture<Void> other = start(ready, first);
        CompletableFuture<Void> another = start(ready, second);
        CompletableFuture.allOf(other, another)
                .orTimeout(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private CompletableFuture<Void> start(AtomicInteger ready, Contender contender) {
        int headStart = random.nextInt(LONGEST_HEAD_START);
        return CompletableFuture.runAsync(
                () -> {
                    ready.incrementAndGet();
                    while (ready.get() < 2) {
                        Thread.onSpinWait();
                    }
                    long end = System.nanoTime() + headStart;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    contender.run();
                },
                threads);
    }

    private void repeat(int normally, int inASoak, Runnable round) {
        LOG.info("cinnabar.seed={}", seed);
        for (int count = 0; count < ReliabilityBench.times(normally, inASoak); count++) {
            try {
                round.run();
            } catch (AssertionError | CompletionException failure) {
                throw new AssertionError("Round " + count + ", cinnabar.seed=" + seed, failure);
            }
        }
    }

    /** How work ended: null if it went well, or the error, which is one of ours. */
    private static @Nullable CinnabarException outcome(Mono<?> work) {
        return work.then(Mono.<CinnabarException>empty())
                .onErrorResume(CinnabarException.class, Mono::just)
                .block(DEADLINE);
    }

    private static void expectAnswer(Engine engine) {
        assertThat(engine.connect(CancelSuite::answer).block(DEADLINE)).isEqualTo(42);
    }

    @Test
    @DisplayName("M03 a connection comes back while who waits for it goes")
    void checkoutAgainstCancel() {
        Engine engine = bench().engine(pool(1));
        repeat(200, 10_000, () -> {
            Connection held = run(engine.acquire());
            Disposable waiting = engine.connect(CancelSuite::answer).subscribe(answer -> {}, failure -> {});
            race(() -> run(held.close()), waiting::dispose);
            expectAnswer(engine);
        });
    }

    @Test
    @DisplayName("M03 a connection is closed twice")
    void closeAgainstClose() {
        Engine engine = bench().engine(pool(1));
        repeat(200, 10_000, () -> {
            Connection held = run(engine.acquire());
            race(() -> run(held.close()), () -> run(held.close()));
            Connection next = run(engine.acquire());
            assertThat(engine.pool()).isNotNull().matches(pool -> pool.acquired() == 1);
            run(next.close());
        });
    }

    @Test
    @DisplayName("M03 a connection is closed while something is executed on it")
    void closeAgainstStatement() {
        Engine engine = bench().engine(pool(1));
        repeat(200, 10_000, () -> {
            Connection held = run(engine.acquire());
            race(() -> run(held.close()), () -> outcome(CancelSuite.answer(held)));
            expectAnswer(engine);
        });
    }

    @Test
    @DisplayName("M03 two statements on one connection")
    void statementAgainstStatement() {
        Engine engine = bench().engine(pool(1));
        Connection shared = run(engine.acquire());
        repeat(200, 10_000, () -> {
            var right = new AtomicInteger();
            Contender asking = () -> {
                if (run(CancelSuite.answer(shared)) == 42) {
                    right.incrementAndGet();
                }
            };
            race(asking, asking);
            assertThat(right.get()).isEqualTo(2);
        });
        run(shared.close());
    }

    @Test
    @DisplayName("M03 a transaction is committed while its connection is closed")
    void commitAgainstClose() {
        Engine engine = bench().engine(pool(1));
        var number = new AtomicInteger();
        repeat(150, 5_000, () -> {
            String name = "M03-" + number.incrementAndGet();
            Connection held = run(engine.acquire());
            Transaction transaction = run(held.beginTransaction());
            run(bench().ledger().write(held, name, 1));
            var ends = new CompletableFuture<String>();
            race(() -> run(held.close()), () -> ends.complete(described(outcome(transaction.commit()))));
            expectAnswer(engine);
            long rows = bench().ledger().rows(name);
            assertThat(rows).as(ends.join()).isEqualTo(ends.join().equals("committed") ? 1 : 0);
        });
    }

    private static String described(@Nullable CinnabarException failure) {
        if (failure instanceof CommitOutcomeUnknownException) {
            throw new AssertionError("COMMIT is waited for, so that its outcome is known.", failure);
        }
        return failure == null ? "committed" : String.valueOf(failure.getMessage());
    }

    @Test
    @DisplayName("M03 a transaction is cancelled while it completes")
    void cancelAgainstComplete() {
        Engine engine = bench().engine(pool(1));
        var number = new AtomicInteger();
        repeat(150, 5_000, () -> {
            String name = "M03-cancelled-" + number.incrementAndGet();
            var written = new CompletableFuture<Boolean>();
            var isComplete = new CompletableFuture<Boolean>();
            var reader = new BaseSubscriber<Long>() {};
            engine.begin(connection ->
                            bench().ledger().write(connection, name, 1).doOnNext(rows -> written.complete(true)))
                    .doFinally(signal -> {
                        isComplete.complete(signal == SignalType.ON_COMPLETE);
                        written.complete(false);
                    })
                    .subscribe(reader);
            if (random.nextBoolean()) {
                written.join();
            }
            race(() -> {}, reader::cancel);
            expectAnswer(engine);
            long rows = bench().ledger().rows(name);
            assertThat(rows).isIn(isComplete.join() ? new Object[] {1L} : new Object[] {0L, 1L});
        });
    }

    @Test
    @DisplayName("M03 an engine is closed while a connection is wanted")
    void engineCloseAgainstAcquire() {
        repeat(20, 500, () -> {
            Engine engine = bench().engine(pool(1));
            race(() -> run(engine.close()), () -> outcome(engine.connect(CancelSuite::answer)));
            bench().close(engine);
        });
    }
}
