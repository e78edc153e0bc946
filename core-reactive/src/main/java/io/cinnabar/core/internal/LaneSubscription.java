package io.cinnabar.core.internal;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.ResultException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * One operation on a lane, between the driver's publisher and the reader. The driver's publisher is never cancelled:
 * when the reader goes, the rest is asked for and discarded until the driver says that it is done, and the server is
 * told to stop if that takes long. Only then does the lane go on, so that no operation meets what is left of another
 * one.
 */
final class LaneSubscription<T> implements CoreSubscriber<T>, Subscription, Turn, LaneFlux.Reader {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.sql");
    private static final int PORTION = 1_024;

    private final Lane lane;
    private final LaneFlux.Operation<T> operation;
    private final @Nullable Scope scope;
    private final CoreSubscriber<? super T> actual;
    private final Queue<T> queue = Queues.<T>unbounded(32).get();
    private final Operators.DeferredSubscription upstream = new Operators.DeferredSubscription();
    private final AtomicInteger work = new AtomicInteger();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicLong outstanding = new AtomicLong();
    /** What keeps the wire busy: the driver's publisher, and a request to stop it while that is on its way. */
    private final AtomicInteger busy = new AtomicInteger(1);

    private final AtomicBoolean hasLeft = new AtomicBoolean();
    private long emitted;
    private boolean isTerminated;
    private volatile boolean isDraining;
    private volatile boolean isCancelled;
    private volatile boolean isDone;
    /** Since when the reader has not asked for more. */
    private volatile long stalledSince;
    /** When the server was last heard of, or asked; kept only while somebody watches. */
    private volatile long heardAt;

    private volatile @Nullable Disposable watch;
    private volatile @Nullable Patience patience;
    private volatile @Nullable CinnabarException verdict;

    private volatile @Nullable Ending ending;
    private volatile @Nullable Throwable misuse;
    private @Nullable Throwable error;

    LaneSubscription(Lane lane, LaneFlux.Operation<T> operation, CoreSubscriber<? super T> actual) {
        this.lane = lane;
        this.operation = operation;
        this.actual = actual;
        this.scope = Scope.inner(operation.scope(), actual.currentContext().<Scope>getOrDefault(lane, null));
    }

    @Override
    public Supplier<String> name() {
        return operation.label();
    }

    @Override
    public @Nullable Scope scope() {
        return scope;
    }

    @Override
    public boolean isClosing() {
        return operation.isClosing();
    }

    @Override
    public boolean takesAll() {
        return demand.get() == Long.MAX_VALUE;
    }

    @Override
    public boolean hasGone() {
        return isCancelled;
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void start() {
        if (isCancelled) {
            isDone = true;
            leaveOnce();
            return;
        }
        Running<T> running;
        try {
            running = operation.work().start(this);
        } catch (Throwable failure) {
            Operators.error(this, failure);
            return;
        }
        ending = running.ending();
        stalledSince = System.nanoTime();
        if (isCancelled) {
            isDone = true;
            leaveOnce();
            return;
        }
        Running.Silence silence = running.silence();
        if (silence != null) {
            watch(silence);
        }
        running.publisher().subscribe(this);
    }

    private void watch(Running.Silence silence) {
        heardAt = System.nanoTime();
        listenAfter(silence.limit().toNanos(), silence);
    }

    /**
     * Once, and then anew: a task that the scheduler repeats by itself is cancelled under a lock that an event loop
     * could have to wait for.
     */
    private void listenAfter(long nanos, Running.Silence silence) {
        watch = Schedulers.parallel().schedule(() -> listen(silence), nanos, TimeUnit.NANOSECONDS);
        if (isOver()) {
            stopWatching(); // the end may have passed between
        }
    }

    /** An operation that was cancelled may have left without the driver having said that it is done. */
    private boolean isOver() {
        return isDone || !hasWire();
    }

    private void listen(Running.Silence silence) {
        long now = System.nanoTime();
        long limit = silence.limit().toNanos();
        long silent = Math.min(now - heardAt, now - silence.excusedUntil().getAsLong());
        if (outstanding.get() == 0) {
            listenAfter(limit, silence);
        } else if (silent < limit) {
            listenAfter(limit - silent, silence);
        } else {
            breakOff(silence.verdict().get());
        }
    }

    private void stopWatching() {
        Disposable watching = watch;
        if (watching != null) {
            watching.dispose();
        }
    }

    /** The server is silent: the connection is broken off, which is the end of whatever the driver waits for. */
    private void breakOff(CinnabarException reason) {
        Ending how = ending;
        if (isOver() || how == null) {
            return;
        }
        verdict = reason;
        how.giveUp().destroy().doFinally(signal -> onError(reason)).subscribe(ignored -> {}, this::warnOfDestroying);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream.set(subscription);
    }

    @Override
    public void request(long elements) {
        if (elements <= 0) {
            misuse = new IllegalArgumentException(
                    "A request must be for at least one element, not " + elements + " (Reactive Streams, rule 3.9).");
            abandon();
            drain();
            return;
        }
        add(demand, elements);
        if (!isDraining && !isCancelled) {
            ask(elements);
        }
        drain();
    }

    private void ask(long elements) {
        if (watch != null) {
            heardAt = System.nanoTime();
        }
        add(outstanding, elements);
        upstream.request(elements);
    }

    private static void add(AtomicLong counter, long elements) {
        counter.accumulateAndGet(elements, Operators::addCap);
    }

    @Override
    public @Nullable CinnabarException makeWay(Turn newcomer) {
        if (isDone || isCancelled) {
            return null;
        }
        if (newcomer.isClosing()) {
            Ending how = ending; // null before the start, after which the lane asks again
            if (how != null && how.isWaitedFor()) {
                giveUpLater(how.giveUp());
            } else if (how != null) {
                giveUp();
            }
            return null;
        }
        if (operation.maxBuffered() == 0) {
            return new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "'" + newcomer.label() + "' cannot run while '" + label()
                            + "' streams its rows on the same connection in bounded memory. Use a second connection, wait for"
                            + " the end of the stream, or read it with execute(…), which takes the rest into memory.");
        }
        if (queued.get() >= operation.maxBuffered()) {
            return full(newcomer.label());
        }
        isDraining = true;
        if (outstanding.get() == 0) {
            ask(PORTION);
        }
        return null;
    }

    private void giveUp() {
        misuse = new InvalidRequestException(
                ErrorCode.CLOSED,
                "The connection was closed while '" + label()
                        + "' was running on it. Keep its work inside the function that was given the connection.");
        abandon();
        drain();
    }

    private CinnabarException full(String newcomer) {
        return new ResultException(
                ErrorCode.BUFFER_EXCEEDED,
                "'" + newcomer + "' waits for '" + label() + "' to leave the connection, but more than "
                        + operation.maxBuffered()
                        + " of its rows would have to be held in memory. Use a second connection"
                        + " for one of them, fetch the rows in smaller parts, or raise EngineOptions.withMaxBufferedRows(…).");
    }

    @Override
    public @Nullable Long stalledSince() {
        return outstanding.get() == 0 && !isDone && !isCancelled ? stalledSince : null;
    }

    @Override
    public void refuse(CinnabarException reason) {
        error = reason; // first, as another thread may be handing on and see that all is done
        isDone = true;
        drain();
    }

    @Override
    public void onNext(T element) {
        long left = outstanding.get() == Long.MAX_VALUE ? Long.MAX_VALUE : outstanding.decrementAndGet();
        if (isCancelled) {
            return;
        }
        if (watch != null) {
            heardAt = System.nanoTime();
        }
        if (left == 0) {
            stalledSince = System.nanoTime();
        }
        queue.offer(element);
        int held = queued.incrementAndGet();
        if (isDraining && left == 0) {
            askMore(held);
        }
        drain();
    }

    private void askMore(int held) {
        if (held < operation.maxBuffered()) {
            ask(PORTION);
            return;
        }
        isDraining = false;
        Turn newcomer = lane.firstWaiting();
        lane.refuseWaiting(full(newcomer == null ? "another operation" : newcomer.label()));
    }

    @Override
    public void onComplete() {
        isDone = true;
        stopWatching();
        leaveOnce();
        drain();
    }

    @Override
    public void onError(Throwable failure) {
        if (isDone) {
            return; // broken off before
        }
        CinnabarException known = verdict;
        error = known == null ? failure : known;
        isDone = true;
        stopWatching();
        if (isCancelled) {
            LOG.debug("After its reader had gone, '{}' ended with an error", label(), failure);
        }
        leaveOnce();
        drain();
    }

    @Override
    public void cancel() {
        abandon();
        drain();
    }

    private void abandon() {
        synchronized (upstream) {
            if (isCancelled) {
                return;
            }
            isCancelled = true;
        }
        if (isDone || lane.withdraw(this)) {
            return;
        }
        Ending how = ending;
        if (how == null) {
            return; // start() will see it
        }
        Mono<Void> settled = how.settle();
        if (settled == null) {
            upstream.request(Long.MAX_VALUE);
        } else {
            upstream.cancel();
            settled.subscribe(
                    ignored -> {},
                    failure -> {
                        LOG.debug("After '{}' was cancelled, the server answered with an error", label(), failure);
                        leaveOnce();
                    },
                    this::leaveOnce);
        }
        if (hasWire()) {
            Duration untilStop = how.patience();
            if (untilStop != null) {
                stopLater(how, untilStop);
            }
            giveUpLater(how.giveUp());
        }
    }

    private boolean hasWire() {
        return busy.get() > 0;
    }

    /** A wire that does not come to rest is broken off, which ends what the driver does on it. */
    private void giveUpLater(Ending.GiveUp giveUp) {
        Disposable waiting = Mono.delay(giveUp.deadline()).subscribe(tick -> giveUp(giveUp), this::warnOfDestroying);
        patience().deadline().update(waiting);
        endPatience();
    }

    /** Not a part of the waiting, which ends when the wire is free: destroying goes on until it is done. */
    private void giveUp(Ending.GiveUp giveUp) {
        if (hasWire()) {
            giveUp.destroy().doFinally(signal -> lane.leave(this)).subscribe(ignored -> {}, this::warnOfDestroying);
        }
    }

    private void warnOfDestroying(Throwable failure) {
        LOG.warn("'{}' could not be broken off", label(), failure);
    }

    private void stopLater(Ending how, Duration untilStop) {
        Disposable waiting = Mono.delay(untilStop)
                .subscribe(tick -> stop(how, untilStop), failure -> LOG.warn("Cannot stop '{}'", label(), failure));
        patience().stopping().update(waiting);
        endPatience();
    }

    /** Made for the few operations that wait for the wire. */
    private Patience patience() {
        synchronized (upstream) {
            Patience known = patience;
            Patience made = known == null ? new Patience(Disposables.swap(), Disposables.swap()) : known;
            patience = made;
            return made;
        }
    }

    /** Asked by who begins to wait, too, as the wire may have come to rest in the meantime. */
    private void endPatience() {
        Patience waiting = patience;
        if (waiting != null && !hasWire()) {
            waiting.stopping().dispose(); // and whatever it is updated with from now on
            waiting.deadline().dispose();
        }
    }

    private void stop(Ending how, Duration untilStop) {
        if (busy.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            return;
        }
        how.stop()
                .subscribe(
                        ignored -> {},
                        failure -> {
                            LOG.warn("The server could not be told to stop '{}'", label(), failure);
                            free();
                        },
                        () -> {
                            // Between two portions the server executes nothing, and the request to stop is lost on it.
                            stopLater(how, untilStop);
                            free();
                        });
    }

    /** The driver is done with this operation, which it may say in two ways. */
    private void leaveOnce() {
        if (hasLeft.compareAndSet(false, true)) {
            free();
        }
    }

    /**
     * The wire is free once the driver is done and no request to stop it is on its way, which could hit the next one.
     */
    private void free() {
        if (busy.decrementAndGet() == 0) {
            stopWatching(); // or it would break off the connection under the next one
            endPatience();
            lane.leave(this);
        }
    }

    /** Hands elements on. One thread does it at a time; others leave a note that there is more to do. */
    private void drain() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            handOn();
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    private void handOn() {
        while (!isTerminated) {
            Throwable wrong = misuse;
            if (wrong != null) {
                isTerminated = true;
                queue.clear();
                actual.onError(wrong);
                return;
            }
            if (isCancelled) {
                isTerminated = true;
                queue.clear();
                return;
            }
            boolean wasDone = isDone;
            if (queue.isEmpty()) {
                if (wasDone) {
                    terminate();
                }
                return;
            }
            if (emitted >= demand.get()) {
                return;
            }
            T element = queue.poll();
            if (element != null) {
                emitted++;
                queued.decrementAndGet();
                deliver(element);
            }
        }
        queue.clear();
    }

    /**
     * Reactor lets errors of the JVM, such as a StackOverflowError in a function of the user, through to whoever emits.
     * Let through further, they would end the driver's connection and leave this operation without an end.
     */
    private void deliver(T element) {
        try {
            actual.onNext(element);
        } catch (Throwable thrown) {
            abandon();
            isTerminated = true;
            if (!JvmErrors.signal(currentContext(), thrown)) {
                actual.onError(thrown);
            }
        }
    }

    private void terminate() {
        isTerminated = true;
        Throwable failure = error;
        try {
            if (failure == null) {
                actual.onComplete();
            } else {
                actual.onError(failure);
            }
        } catch (Throwable thrown) {
            // Thrown behind an operator that has ended, such as collectList(): only the whole work can still be told.
            if (!JvmErrors.signal(currentContext(), thrown)) {
                LOG.error("What followed '{}' threw an error that cannot be signalled", label(), thrown);
            }
        }
    }

    void enter() {
        lane.enter(this);
    }

    /** What waits for the wire to come to rest, and would hold the reader for as long as it waits. */
    private record Patience(Disposable.Swap stopping, Disposable.Swap deadline) {}
}
