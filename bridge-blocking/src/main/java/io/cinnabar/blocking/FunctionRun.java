package io.cinnabar.blocking;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * One run of a function on a thread that may wait. Its thread is interrupted only while it runs the function.
 * Thread-safe.
 *
 * @param <T> the class of what the function returns
 */
final class FunctionRun<T> implements Runnable, Lease {
    private final Function<Caller, ? extends @Nullable T> function;
    private final MonoSink<T> sink;
    private @Nullable Thread thread;
    private boolean isCancelled;
    private boolean isOver;

    private FunctionRun(Function<Caller, ? extends @Nullable T> function, MonoSink<T> sink) {
        this.function = function;
        this.sink = sink;
    }

    /** Runs a function with each subscription. */
    static <T> Mono<T> of(Function<Caller, ? extends @Nullable T> function) {
        return Mono.create(sink -> {
            var run = new FunctionRun<T>(function, sink);
            sink.onCancel(run::cancel);
            FunctionThreads.start(run);
        });
    }

    @Override
    public void run() {
        if (!begins()) {
            return;
        }
        T result = null;
        Throwable failure = null;
        try {
            result = function.apply(Caller.in(sink.contextView(), this));
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (!ends()) {
            return;
        }
        if (failure == null) {
            sink.success(result);
        } else {
            sink.error(failure);
        }
    }

    private synchronized boolean begins() {
        thread = Thread.currentThread();
        return !isCancelled;
    }

    /** The thread goes back to where it came from without the interrupt of a cancel. */
    private synchronized boolean ends() {
        thread = null;
        isOver = true;
        if (isCancelled) {
            Thread.interrupted();
        }
        return !isCancelled;
    }

    private synchronized void cancel() {
        isCancelled = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public synchronized void check() {
        if (isCancelled) {
            throw WaitingThread.notWanted();
        }
        if (isOver) {
            throw new InvalidRequestException(
                    ErrorCode.CLOSED,
                    "What Blocking.run(…) has lent was used after its function had returned. Keep everything that uses"
                            + " it inside the function.");
        }
    }
}
