package io.cinnabar.tests.reliability;

import io.cinnabar.error.CinnabarException;
import io.cinnabar.tests.support.LogCapture;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.r2dbc.spi.R2dbcException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.event.Level;
import reactor.core.publisher.Hooks;

/**
 * Hears what must never happen, whatever the scenario: a buffer that Netty's leak detector reports, a signal that
 * Reactor drops, a thread that is stuck. One at a time, as what it listens to is there once per JVM.
 */
final class IncidentWatch implements AutoCloseable {
    private static final int ALLOCATIONS = 64;
    private static final int SHOWN_FRAMES = 8;
    private static final String FATAL = "throwIfFatal detected";
    /** What the driver drops by itself when its connection breaks: the error of a write. Ours has always a reader. */
    private static final String WRITE_ERROR = "ErrorCallbackNotImplemented";

    private static final String OUTGOING = "io.r2dbc.postgresql.message.frontend.";

    private static final List<String> OF_CHANNELS =
            List.of("io.netty.channel.", "reactor.netty.channel.AbortedException", "java.nio.channels.ClosedChannel");

    private final Queue<String> dropped = new ConcurrentLinkedQueue<>();
    /** Where Reactor says what it cannot signal to anybody, such as the error of a clean-up after a cancel. */
    private final LogCapture unheard = LogCapture.of("reactor.core", Level.WARN);

    /** What the driver says of connections that are broken on purpose stays out of the console. */
    private final LogCapture driver = LogCapture.of("io.r2dbc.postgresql.client", Level.ERROR);

    private final LogCapture leaks = LogCapture.of(ResourceLeakDetector.class.getName(), Level.ERROR);
    private final ResourceLeakDetector.Level levelBefore = ResourceLeakDetector.getLevel();

    private boolean areLeaksOverlooked;
    private volatile boolean areLateErrorsOverlooked;

    IncidentWatch() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        Hooks.onErrorDropped(error -> {
            if (!isOfDriver(error.toString()) && !(areLateErrorsOverlooked && isOfDatabase(error))) {
                dropped.add("Reactor dropped the error " + described(error));
            }
        });
        Hooks.onNextDropped(element -> {
            if (!isPlain(element)) {
                dropped.add("Reactor dropped an element of " + element.getClass());
            }
        });
    }

    private static boolean isOfDriver(String error) {
        return error.contains(WRITE_ERROR) && OF_CHANNELS.stream().anyMatch(error::contains);
    }

    private static boolean isOfDatabase(Throwable error) {
        return error instanceof CinnabarException || error instanceof R2dbcException;
    }

    /** A value on its way to a reader who cancels at that moment may be dropped; a connection or buffer may not. */
    private static boolean isPlain(Object element) {
        return element.getClass().getPackageName().equals("java.lang");
    }

    private static String described(Throwable error) {
        List<StackTraceElement> frames = Arrays.asList(error.getStackTrace());
        return error + " at " + frames.subList(0, Math.min(SHOWN_FRAMES, frames.size()));
    }

    /** The signals that were dropped; empty if there were none. */
    List<String> dropped() {
        var problems = new ArrayList<>(dropped);
        unheard.entries().stream()
                .filter(entry -> !entry.message().startsWith(FATAL)) // it is thrown as well
                .forEach(entry -> problems.add(entry.message() + ": " + entry.error()));
        return problems;
    }

    /** What happened; empty if nothing. */
    List<String> problems() {
        findLeaks();
        var problems = new ArrayList<>(dropped());
        if (!areLeaksOverlooked) {
            leaks.messages().stream().filter(leak -> !isUnsent(leak)).forEach(problems::add);
        }
        return problems;
    }

    /**
     * A message that the driver wrote just as its connection went, and that nobody of ours ever held: what was last
     * done with the buffer was to fill it.
     */
    private static boolean isUnsent(String leak) {
        int second = leak.indexOf("#2:");
        return (second < 0 ? leak : leak.substring(0, second)).contains(OUTGOING);
    }

    /** From now on leaked buffers are no problem. */
    void overlookLeaks() {
        areLeaksOverlooked = true;
    }

    /** From now on an error of the database that reaches a reader who cancels at that moment is no problem. */
    void overlookLateErrors() {
        areLateErrorsOverlooked = true;
    }

    /** Forgets what happened so far. */
    void forget() {
        dropped.clear();
        List.of(unheard, driver, leaks).forEach(LogCapture::clear);
    }

    /** A leak is found when the buffer is collected, and reported when another one is allocated. */
    static void findLeaks() {
        System.gc();
        for (int count = 0; count < ALLOCATIONS; count++) {
            ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
            buffer.release();
        }
    }

    /** The threads that wait for each other, or for a lock in our code; empty if there are none. */
    static String stuckThreads() {
        var threads = ManagementFactory.getThreadMXBean();
        long[] deadlocked = threads.findDeadlockedThreads();
        if (deadlocked != null) {
            return "Threads wait for each other: " + Arrays.toString(threads.getThreadInfo(deadlocked, SHOWN_FRAMES));
        }
        for (ThreadInfo thread : threads.dumpAllThreads(false, false)) {
            if (thread.getThreadState() == Thread.State.BLOCKED && isOurs(thread)) {
                return "A thread is blocked: " + thread;
            }
        }
        return "";
    }

    private static boolean isOurs(ThreadInfo thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> name.startsWith("io.cinnabar.") && !name.startsWith("io.cinnabar.tests."));
    }

    @Override
    public void close() {
        ResourceLeakDetector.setLevel(levelBefore);
        Hooks.resetOnErrorDropped();
        Hooks.resetOnNextDropped();
        driver.close();
        unheard.close();
        leaks.close();
    }
}
