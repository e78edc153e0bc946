package io.cinnabar.blocking;

import io.cinnabar.error.DatabaseFailure;
import io.cinnabar.error.QueryTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a call must be over.
 *
 * @param at the {@link System#nanoTime()} of it
 * @param allowed how long the call was allowed to take
 */
record Deadline(long at, Duration allowed) {

    /** The deadline of a call that begins now. */
    static Deadline in(Duration allowed) {
        return new Deadline(System.nanoTime() + allowed.toNanos(), allowed);
    }

    /** The earlier of two deadlines, of which there may be none. */
    static @Nullable Deadline earlier(@Nullable Deadline one, @Nullable Deadline other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.at - other.at <= 0 ? one : other;
    }

    /** How many nanoseconds are left; none or fewer when it has passed. */
    long remaining() {
        return at - System.nanoTime();
    }

    QueryTimeoutException passed() {
        return new QueryTimeoutException(DatabaseFailure.of(
                "The call was given up, as it was not over after " + allowed.toMillis() + " ms", null));
    }
}
