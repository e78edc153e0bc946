package io.cinnabar.tests.reliability;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come true, and asks again and again instead of sleeping for a time that might be enough. */
public final class Eventually {
    /** Longer than any step may take; what waits for ever ends here. */
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final long PAUSE = Duration.ofMillis(3).toNanos();

    private Eventually() {}

    /** Waits until a condition is true; fails after the deadline. */
    public static void holds(String what, BooleanSupplier condition) {
        isWithout(() -> condition.getAsBoolean() ? "" : "It never came true that " + what);
    }

    /** Waits until there is no problem any more, which is the empty text; fails with it after the deadline. */
    public static void isWithout(Supplier<String> problem) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        String found = problem.get();
        while (!found.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(found + " (after " + DEADLINE.toSeconds() + " s)");
            }
            LockSupport.parkNanos(PAUSE);
            found = problem.get();
        }
    }
}
