package io.cinnabar.tests.reliability;

import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/**
 * Runs a flow again and again and cancels it at each of its signals: just before the signal is passed on and just
 * after, on the signal's own thread and on another one at the same time. The {@link Invariants} must hold after each
 * run. What the flow wrote to the {@link Ledger} in a transaction must be there if the flow completed, must not if its
 * COMMIT was never sent, and must never be there in part.
 *
 * <p>A normal run cancels once at each signal, in turns of the four ways; a soak ({@code -Dcinnabar.soak=true}) in all
 * of them.
 */
public final class CancelAtEveryStep {
    private static final Logger LOG = LoggerFactory.getLogger(CancelAtEveryStep.class);
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final long OTHER_THREAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int SHOWN = 40;

    private final ReliabilityBench bench;
    private final Flow flow;
    private final int rows;
    private final boolean isCold;
    private final EngineOptions options;

    /** A piece of work, the same each time. */
    public interface Flow {
        /** The work, on an engine; the run's name is for the {@link Ledger}. */
        Publisher<?> start(Engine engine, String run);
    }

    private CancelAtEveryStep(ReliabilityBench bench, Flow flow, int rows, boolean isCold, EngineOptions options) {
        this.bench = bench;
        this.flow = flow;
        this.rows = rows;
        this.isCold = isCold;
        this.options = options;
    }

    /** A harness for a flow that writes nothing to the ledger. */
    public static CancelAtEveryStep of(ReliabilityBench bench, Flow flow) {
        return new CancelAtEveryStep(bench, flow, 0, false, EngineOptions.DEFAULT);
    }

    /** For a flow that writes so many rows to the ledger, in one transaction. */
    public CancelAtEveryStep writing(int rowsInTransaction) {
        return new CancelAtEveryStep(bench, flow, rowsInTransaction, isCold, options);
    }

    /** With an engine of its own for each run, so that opening the connection belongs to the flow. */
    public CancelAtEveryStep onAColdPool() {
        return new CancelAtEveryStep(bench, flow, rows, true, options);
    }

    /** With options for the engine. */
    public CancelAtEveryStep with(EngineOptions engineOptions) {
        return new CancelAtEveryStep(bench, flow, rows, isCold, engineOptions);
    }

    /** Where and how a run is cancelled. */
    private record Cut(int signal, boolean isBefore, boolean isOtherThread, long afterNanos) {
        static final Cut NEVER = new Cut(0, true, false, 0);

        static Cut at(int signal, int way) {
            return new Cut(signal, way % 2 == 0, way / 2 % 2 == 1, 0);
        }

        static Cut after(long nanos) {
            return new Cut(0, true, true, nanos);
        }

        @Override
        public String toString() {
            return afterNanos > 0
                    ? "after " + afterNanos + " ns"
                    : (isBefore ? "before" : "after") + " signal " + signal
                            + (isOtherThread ? " on another thread" : "");
        }
    }

    /** Cancels at every signal, and returns how many there are. */
    public int run() {
        try (var session = new Session()) {
            session.run(Cut.NEVER); // fills the pool and the caches
            int signals = session.run(Cut.NEVER);
            for (int signal = 1; signal <= signals; signal++) {
                for (int way = signal; way < signal + ReliabilityBench.times(1, 4); way++) {
                    session.run(Cut.at(signal, way));
                }
            }
            bench.expectNoIncidents();
            return signals;
        }
    }

    /** Cancels at so many random times; {@code -Dcinnabar.seed} repeats the times of an earlier run. */
    public void runAtRandomTimes(int times) {
        long seed = Long.getLong("cinnabar.seed", System.nanoTime());
        LOG.info("cinnabar.seed={}", seed);
        var random = new Random(seed);
        try (var session = new Session()) {
            session.run(Cut.NEVER);
            long start = System.nanoTime();
            session.run(Cut.NEVER);
            long duration = System.nanoTime() - start;
            for (int count = 0; count < times; count++) {
                session.run(Cut.after(1 + (long) (random.nextDouble() * duration)));
            }
            bench.expectNoIncidents();
        } catch (AssertionError failure) {
            throw new AssertionError("With -Dcinnabar.seed=" + seed + ": " + failure.getMessage(), failure);
        }
    }

    /** The runs on one engine, or on one each. */
    private final class Session implements AutoCloseable {
        private final SignalRecorder recorder = new SignalRecorder();
        private final ExecutorService canceller = Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(work, "canceller");
            thread.setDaemon(true);
            return thread;
        });
        private @Nullable Engine engine;

        int run(Cut cut) {
            Engine current = engine == null ? bench.recorded(recorder, options) : engine;
            engine = current;
            String name = "run-" + RUNS.incrementAndGet();
            var subscriber = new Subscriber();
            recorder.start(new Canceller(cut, subscriber));
            if (cut.afterNanos() > 0) {
                later(cut, subscriber);
            }
            recorder.recorded("Flow", flow.start(current, name)).subscribe(subscriber);
            try {
                Eventually.holds("the flow ends", subscriber::isOver);
                expectEffects(name, subscriber);
                // Waits for the clean-up that goes on behind a cancelled flow.
                bench.invariants(current).check();
                expectEffects(name, subscriber);
                bench.expectNothingDropped();
            } catch (AssertionError failure) {
                throw new AssertionError("Cancelled " + cut + ": " + failure.getMessage() + trace(), failure);
            }
            int signals = recorder.signals().size();
            recorder.stop();
            if (isCold) {
                engine = null;
                bench.close(current);
            }
            return signals;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nothing can go wrong in a cancel()
        private void later(Cut cut, Subscriber subscriber) {
            canceller.submit(() -> {
                long end = System.nanoTime() + cut.afterNanos();
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                subscriber.cancel();
            });
        }

        private void expectEffects(String name, Subscriber subscriber) {
            Throwable failure = subscriber.failure;
            if (failure != null) {
                throw new AssertionError("The flow failed: " + failure, failure);
            }
            if (rows == 0) {
                return;
            }
            boolean isCommitSent = recorder.saw(Signal.Kind.SUBSCRIBE, "Connection.commitTransaction");
            long found = bench.ledger().rows(name);
            boolean isRight = subscriber.isComplete ? found == rows : found == 0 || (isCommitSent && found == rows);
            if (!isRight) {
                throw new AssertionError("I4: there are " + found + " of " + rows + " rows, the flow "
                        + (subscriber.isComplete ? "completed" : "was cancelled") + " and its COMMIT was "
                        + (isCommitSent ? "sent" : "not sent"));
            }
        }

        private String trace() {
            List<Signal> signals = recorder.signals();
            return "\nThe last of " + signals.size() + " signals:\n"
                    + String.join(
                            "\n",
                            signals.subList(Math.max(0, signals.size() - SHOWN), signals.size()).stream()
                                    .map(Signal::toString)
                                    .toList());
        }

        @Override
        public void close() {
            recorder.stop();
            canceller.shutdown();
            Engine last = engine;
            if (last != null) {
                bench.close(last);
            }
        }

        /** Cancels at the signal that is meant. */
        private final class Canceller implements SignalRecorder.Observer {
            private final Cut cut;
            private final Subscriber subscriber;

            Canceller(Cut cut, Subscriber subscriber) {
                this.cut = cut;
                this.subscriber = subscriber;
            }

            @Override
            public void before(Signal signal) {
                if (cut.isBefore() && signal.number() == cut.signal()) {
                    cancel();
                }
            }

            @Override
            public void after(Signal signal) {
                if (!cut.isBefore() && signal.number() == cut.signal()) {
                    cancel();
                }
            }

            @SuppressWarnings("FutureReturnValueIgnored") // waited for by the flag
            private void cancel() {
                if (!cut.isOtherThread()) {
                    subscriber.cancel();
                    return;
                }
                var isDone = new AtomicBoolean();
                canceller.submit(() -> {
                    subscriber.cancel();
                    isDone.set(true);
                });
                long end = System.nanoTime() + OTHER_THREAD_NANOS;
                while (!isDone.get() && System.nanoTime() < end) {
                    // This can be an event loop, which may not park, nor even say onSpinWait().
                }
            }
        }
    }

    /** Takes everything, and knows how it ended. */
    private static final class Subscriber extends BaseSubscriber<Object> {
        private volatile boolean isComplete;
        private volatile boolean isOver;
        private volatile @Nullable Throwable failure;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            requestUnbounded();
        }

        @Override
        protected void hookOnComplete() {
            isComplete = true;
        }

        @Override
        protected void hookOnError(Throwable error) {
            failure = error;
        }

        @Override
        protected void hookFinally(SignalType type) {
            isOver = true;
        }

        boolean isOver() {
            return isOver || isDisposed();
        }
    }
}
