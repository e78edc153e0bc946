package io.cinnabar.blocking;

import java.lang.ref.Cleaner;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Reads elements in portions and hands them to one thread at a time, which waits for them. Its stream must be closed;
 * one that is dropped is closed, and reported, when the garbage collector finds it.
 *
 * @param <T> the class of an element
 */
final class RowReading<T> implements CoreSubscriber<T> {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.pool");
    private static final Cleaner CLEANER = Cleaner.create();

    private final Context context;
    private final @Nullable Deadline deadline;
    private final int portion;
    private final Queue<T> queue;
    private final Operators.DeferredSubscription work = new Operators.DeferredSubscription();
    private int taken;
    private volatile boolean isDone;
    private volatile boolean isClosed;
    private volatile @Nullable Thread waiting;
    private @Nullable Throwable failure;

    private RowReading(ContextView context, @Nullable Deadline deadline, int portion) {
        this.context = Context.of(context);
        this.deadline = deadline;
        this.portion = portion;
        this.queue = Queues.<T>get(portion).get();
    }

    /** Begins to read. */
    static <T> Stream<T> begin(Flux<T> elements, ContextView context, @Nullable Deadline deadline, int portion) {
        var reading = new RowReading<T>(context, deadline, portion);
        var rows = new Rows<>(reading);
        Cleaner.Cleanable dropped = CLEANER.register(rows, new Dropped(reading, new Throwable("It was opened here")));
        elements.subscribe(reading);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(() -> {
                    reading.close();
                    dropped.clean();
                });
    }

    /** What is done when a stream was dropped; knows the reading, but not what the user holds. */
    private record Dropped(RowReading<?> reading, Throwable openedAt) implements Runnable {
        @Override
        public void run() {
            if (!reading.isOver()) {
                reading.close();
                LOG.warn(
                        "A stream of rows was dropped before its end and not closed. It is closed now; open it in"
                                + " try-with-resources.",
                        openedAt);
            }
        }
    }

    /** What the user holds. */
    private static final class Rows<T> implements Iterator<T> {
        private final RowReading<T> reading;
        private @Nullable T next;

        Rows(RowReading<T> reading) {
            this.reading = reading;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = reading.take();
            }
            return next != null;
        }

        @Override
        public T next() {
            T element = hasNext() ? next : null;
            if (element == null) {
                throw new NoSuchElementException("There are no more rows.");
            }
            next = null;
            return element;
        }
    }

    private boolean isOver() {
        return isClosed || isDone && queue.isEmpty();
    }

    private void close() {
        isClosed = true;
        work.cancel();
    }

    /** The next element, or null at the end. */
    private @Nullable T take() {
        while (!isClosed) {
            boolean isLast = isDone;
            T element = queue.poll();
            if (element != null) {
                askForMore();
                return element;
            }
            if (isLast) {
                throwFailure();
                return null;
            }
            await();
        }
        return null;
    }

    private void askForMore() {
        taken++;
        if (taken > portion / 2) {
            int wanted = taken;
            taken = 0;
            work.request(wanted);
        }
    }

    private void throwFailure() {
        Throwable cause = failure;
        if (cause != null) {
            failure = null;
            Throwable unwrapped = Exceptions.unwrap(cause);
            WaitingThread.addTo(unwrapped);
            throw Exceptions.propagate(unwrapped);
        }
    }

    private void await() {
        WaitingThread.check();
        waiting = Thread.currentThread();
        try {
            if (!queue.isEmpty() || isDone) {
                return;
            }
            if (Thread.currentThread().isInterrupted()) {
                close();
                throw WaitingThread.interrupted();
            }
            if (deadline == null) {
                LockSupport.park(this);
            } else if (deadline.remaining() > 0) {
                LockSupport.parkNanos(this, deadline.remaining());
            } else {
                close();
                throw deadline.passed();
            }
        } finally {
            waiting = null;
        }
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        work.set(subscription);
        work.request(portion);
    }

    @Override
    public void onNext(T element) {
        if (queue.offer(element)) {
            wake();
        } else {
            close();
            failure = Exceptions.failWithOverflow();
            isDone = true;
            wake();
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (isClosed) {
            Operators.onErrorDropped(cause, context);
            return;
        }
        failure = cause;
        isDone = true;
        wake();
    }

    @Override
    public void onComplete() {
        isDone = true;
        wake();
    }

    private void wake() {
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
