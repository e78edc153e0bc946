package io.cinnabar.blocking;

import io.cinnabar.error.CommitOutcomeUnknownException;
import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.InterruptedCallException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * One call of a thread, which waits until reactive work has ended. Functions of the caller that belong to the work,
 * such as those of a transaction, are run by the waiting thread itself. Used by one thread; signals come from any.
 *
 * @param <T> the class of the outcome
 */
final class Call<T> implements CoreSubscriber<T> {
    private enum State {
        WAITING,
        DONE,
        GIVEN_UP
    }

    private final Thread thread = Thread.currentThread();
    private final Context context;
    private final @Nullable Deadline deadline;
    private final Consumer<? super T> unwanted;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final AtomicReference<@Nullable Runnable> function = new AtomicReference<>();
    private volatile Subscription work = Operators.emptySubscription();
    private Ending ending;
    private @Nullable T value;
    private @Nullable Throwable failure;
    /** What a function of the caller has thrown, which has the frames of this thread. */
    private @Nullable Throwable thrown;

    /**
     * A call of this thread.
     *
     * @param ending what an interrupt does
     * @param unwanted takes an outcome that came when the call had been given up
     */
    Call(ContextView context, @Nullable Deadline deadline, Ending ending, Consumer<? super T> unwanted) {
        this.context = Context.of(context);
        this.deadline = deadline;
        this.ending = ending;
        this.unwanted = unwanted;
    }

    /** Waits for the end of work; null where it emits nothing. */
    @Nullable
    T await(Mono<T> awaited) {
        awaited.subscribe(this);
        boolean isInterrupted = false;
        try {
            while (true) {
                Runnable next = function.getAndSet(null);
                if (next != null) {
                    restore(isInterrupted);
                    isInterrupted = false;
                    next.run();
                } else if (state.get() == State.DONE) {
                    return outcome();
                } else {
                    park();
                    isInterrupted |= Thread.interrupted();
                    giveUpIfDue(isInterrupted);
                }
            }
        } finally {
            restore(isInterrupted);
        }
    }

    private void restore(boolean isInterrupted) {
        if (isInterrupted) {
            thread.interrupt();
        }
    }

    private void park() {
        if (deadline == null || ending == Ending.AWAITED) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, deadline.remaining());
        }
    }

    private void giveUpIfDue(boolean isInterrupted) {
        boolean isLate = deadline != null && deadline.remaining() <= 0;
        boolean isDue = ending != Ending.AWAITED && (isInterrupted || isLate);
        if (isDue && state.compareAndSet(State.WAITING, State.GIVEN_UP)) {
            work.cancel();
            throw ending == Ending.UNKNOWN
                    ? outcomeUnknown(isInterrupted)
                    : isInterrupted || deadline == null ? WaitingThread.interrupted() : deadline.passed();
        }
    }

    private static CommitOutcomeUnknownException outcomeUnknown(boolean isInterrupted) {
        return new CommitOutcomeUnknownException(DatabaseFailure.of(
                (isInterrupted ? "The thread was interrupted" : "The deadline of the call passed")
                        + " before the answer to COMMIT came",
                null));
    }

    private @Nullable T outcome() {
        Throwable cause = failure;
        if (cause == null) {
            return value;
        }
        Throwable unwrapped = Exceptions.unwrap(cause);
        if (unwrapped != thrown) {
            WaitingThread.addTo(unwrapped);
        }
        throw Exceptions.propagate(unwrapped);
    }

    /**
     * A function of the caller as a part of the work: the waiting thread runs it, and the Mono emits what it returns.
     *
     * @param after what an interrupt does when the function has returned
     */
    <R> Mono<R> running(Function<ContextView, ? extends @Nullable R> body, Ending after) {
        return Mono.deferContextual(inner -> Mono.create(sink -> {
            Runnable run = () -> {
                R result;
                ending = Ending.CANCELLED;
                try {
                    result = body.apply(inner);
                    ending = after;
                } catch (Throwable thrownByBody) {
                    failed(thrownByBody);
                    sink.error(thrownByBody);
                    return;
                }
                if (after != Ending.AWAITED && thread.isInterrupted()) {
                    InterruptedCallException notEnded = WaitingThread.notKept();
                    failed(notEnded);
                    sink.error(notEnded);
                } else {
                    sink.success(result);
                }
            };
            sink.onCancel(() -> function.compareAndSet(run, null));
            function.set(run);
            LockSupport.unpark(thread);
        }));
    }

    /** What has failed is undone, which is waited for. */
    private void failed(Throwable cause) {
        thrown = cause;
        ending = Ending.AWAITED;
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        work = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    /** What a Mono emits is its end: a signal that came behind it would say nothing more. */
    @Override
    public void onNext(T emitted) {
        value = emitted;
        if (!ended()) {
            unwanted.accept(emitted);
        }
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
        if (!ended()) {
            Operators.onErrorDropped(cause, context);
        }
    }

    @Override
    public void onComplete() {
        ended();
    }

    /** Whether the call has ended by this signal, or by the one before; not so if it was given up. */
    private boolean ended() {
        boolean isFirst = state.compareAndSet(State.WAITING, State.DONE);
        if (isFirst) {
            LockSupport.unpark(thread);
        }
        return isFirst;
    }
}
