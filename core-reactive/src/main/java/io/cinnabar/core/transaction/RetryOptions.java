package io.cinnabar.core.transaction;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.time.Duration;

/**
 * How often a whole transaction is run again after a serialization failure or a deadlock. Immutable.
 *
 * @param attempts how often it is run at most, the first time included
 * @param backoff how long the second run waits; each further one waits twice as long, give or take a half
 */
public record RetryOptions(int attempts, Duration backoff) {
    /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    /** Runs a transaction once. */
    public static final RetryOptions NONE = new RetryOptions(1, Duration.ZERO);

    /** Checks the settings. */
    public RetryOptions {
        if (attempts < 1) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID, "A transaction is attempted at least once, not " + attempts + " times.");
        }
        if (backoff.compareTo(LONGEST) > 0) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "The back-off of a retry must be at most " + LONGEST.toDays() + " days, not " + backoff + ".");
        }
        if (backoff.isNegative()) {
            throw new InvalidRequestException(
                    ErrorCode.OPTION_INVALID,
                    "The back-off of a retry must not be negative, but it is " + backoff + ".");
        }
    }

    /** Whether a transaction is run a second time at all. */
    public boolean isOn() {
        return attempts > 1;
    }
}
