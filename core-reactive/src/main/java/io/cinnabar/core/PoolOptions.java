package io.cinnabar.core;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.time.Duration;

/**
 * How an engine pools its connections. Immutable; contradictory settings are refused at once.
 *
 * @param maxSize the greatest number of connections
 * @param minIdle how many idle connections are kept
 * @param acquireTimeout how long an operation waits for a connection
 * @param maxIdleTime how long a connection may be idle before it is closed
 * @param maxLifetime how old a connection may become
 * @param isPooled whether connections are kept at all; without it each operation opens one and closes it
 */
public record PoolOptions(
        int maxSize,
        int minIdle,
        Duration acquireTimeout,
        Duration maxIdleTime,
        Duration maxLifetime,
        boolean isPooled) {

    /** Ten connections; 30 s to wait for one; closed when 10 minutes idle or 30 minutes old. */
    public static final PoolOptions DEFAULT =
            new PoolOptions(10, 0, Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofMinutes(30), true);

    /** Checks the settings against each other. */
    public PoolOptions {
        check(maxSize >= 1, "maxSize must be at least 1, not " + maxSize);
        check(
                minIdle >= 0 && minIdle <= maxSize,
                "minIdle must be between 0 and maxSize " + maxSize + ", not " + minIdle);
        check(isPositive(acquireTimeout), "acquireTimeout must be positive, not " + acquireTimeout);
        check(isPositive(maxIdleTime), "maxIdleTime must be positive, not " + maxIdleTime);
        check(isPositive(maxLifetime), "maxLifetime must be positive, not " + maxLifetime);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new InvalidRequestException(ErrorCode.OPTION_INVALID, "The pool option " + message + ".");
        }
    }

    /** These options with a greatest number of connections. */
    public PoolOptions withMaxSize(int size) {
        return new PoolOptions(size, minIdle, acquireTimeout, maxIdleTime, maxLifetime, isPooled);
    }

    /** These options with a number of idle connections to keep. */
    public PoolOptions withMinIdle(int size) {
        return new PoolOptions(maxSize, size, acquireTimeout, maxIdleTime, maxLifetime, isPooled);
    }

    /** These options with a time to wait for a connection. */
    public PoolOptions withAcquireTimeout(Duration timeout) {
        return new PoolOptions(maxSize, minIdle, timeout, maxIdleTime, maxLifetime, isPooled);
    }

    /** These options with a time after which an idle connection is closed. */
    public PoolOptions withMaxIdleTime(Duration time) {
        return new PoolOptions(maxSize, minIdle, acquireTimeout, time, maxLifetime, isPooled);
    }

    /** These options with an age at which a connection is closed when it comes back. */
    public PoolOptions withMaxLifetime(Duration time) {
        return new PoolOptions(maxSize, minIdle, acquireTimeout, maxIdleTime, time, isPooled);
    }

    /** These options without a pool: each operation opens a connection and closes it, as behind an external pooler. */
    public PoolOptions unpooled() {
        return new PoolOptions(maxSize, minIdle, acquireTimeout, maxIdleTime, maxLifetime, false);
    }
}
