package io.cinnabar.blocking;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InterruptedCallException;
import io.cinnabar.error.InvalidRequestException;
import java.util.Arrays;
import java.util.stream.Stream;
import reactor.core.scheduler.Schedulers;

/** What a thread must be to wait, and what it adds to an error that comes from another one. */
final class WaitingThread {
    private static final String HERE = WaitingThread.class.getPackageName() + ".";

    private WaitingThread() {}

    /** Signals an error on a thread that must never wait. */
    static void check() {
        if (Schedulers.isInNonBlockingThread()) {
            throw new InvalidRequestException(
                    ErrorCode.THREAD_MUST_NOT_WAIT,
                    "A blocking call was made on the thread '"
                            + Thread.currentThread().getName()
                            + "', which must never wait: the answer of the database may have to come over it. Use the"
                            + " reactive form here, or run what waits with Blocking.run(…).");
        }
    }

    /** Signals an error on a thread that was interrupted before. */
    static void checkNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw notBegun();
        }
    }

    static InterruptedCallException notBegun() {
        return new InterruptedCallException(
                "The thread '" + Thread.currentThread().getName() + "' was interrupted before the call, which was not"
                        + " begun. Clear the flag with Thread.interrupted() if the thread is to go on.");
    }

    static InterruptedCallException notKept() {
        return new InterruptedCallException(
                "The thread '" + Thread.currentThread().getName() + "' was interrupted during its work, which is undone"
                        + " although it has returned: an interrupted thread begins no COMMIT.");
    }

    static InterruptedCallException notWanted() {
        return new InterruptedCallException(
                "The Mono of Blocking.run(…) was cancelled, so that its function can begin no call any more. Let the"
                        + " function end.");
    }

    static InterruptedCallException interrupted() {
        return new InterruptedCallException(
                "The thread '" + Thread.currentThread().getName() + "' was interrupted while it waited. What it waited"
                        + " for is stopped on the server, and its flag is still set.");
    }

    /** Adds the frames of this thread below those of an error of another one, as if it had been thrown through them. */
    static void addTo(Throwable failure) {
        Stream<StackTraceElement> caller =
                Arrays.stream(new Throwable().getStackTrace()).dropWhile(frame -> isInner(frame.getClassName()));
        failure.setStackTrace(
                Stream.concat(Arrays.stream(failure.getStackTrace()), caller).toArray(StackTraceElement[]::new));
    }

    private static boolean isInner(String className) {
        return className.startsWith(HERE) && !className.startsWith(HERE + "Blocking");
    }
}
