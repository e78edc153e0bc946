package io.cinnabar.core;

import static java.util.Objects.requireNonNull;

import io.cinnabar.core.transaction.SessionReset;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How an engine pools its connections. Immutable; start from {@link #DEFAULT} and change what differs. Settings that
 * are out of range or contradict each other are refused at once.
 */
public final class PoolOptions {
    /** Longer than anybody waits, and short enough to be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * Ten connections, 30 s to wait for one, 10,000 operations that may wait; a connection is asked whether it still
     * answers after half a second without use, closed when 10 minutes idle or 30 minutes old, and reset when something
     * may have changed its session.
     */
    public static final PoolOptions DEFAULT = new PoolOptions(new Draft());

    private final int maxSize;
    private final int minIdle;
    private final int maxPending;
    private final Duration acquireTimeout;
    private final Duration maxIdleTime;
    private final Duration maxLifetime;
    private final Duration validateAfterIdle;
    private final Duration validationTimeout;
    private final Duration cleanUpTimeout;
    private final Duration closeTimeout;
    private final @Nullable Duration leakTimeout;
    private final boolean reclaimsLeaks;
    private final SessionReset reset;
    private final @Nullable Function<? super Connection, ? extends Mono<Void>> initializer;
    private final boolean isPooled;

    /** The settings while they are put together. */
    private static final class Draft {
        private int maxSize = 10;
        private int minIdle;
        private int maxPending = 10_000;
        private Duration acquireTimeout = Duration.ofSeconds(30);
        private Duration maxIdleTime = Duration.ofMinutes(10);
        private Duration maxLifetime = Duration.ofMinutes(30);
        private Duration validateAfterIdle = Duration.ofMillis(500);
        private Duration validationTimeout = Duration.ofSeconds(5);
        private Duration cleanUpTimeout = Duration.ofSeconds(10);
        private Duration closeTimeout = Duration.ofSeconds(30);
        private @Nullable Duration leakTimeout;
        private boolean reclaimsLeaks;
        private SessionReset reset = SessionReset.WHEN_TOUCHED;
        private @Nullable Function<? super Connection, ? extends Mono<Void>> initializer;
        private boolean isPooled = true;
    }

    private PoolOptions(Draft draft) {
        this.maxSize = draft.maxSize;
        this.minIdle = draft.minIdle;
        this.maxPending = draft.maxPending;
        this.acquireTimeout = draft.acquireTimeout;
        this.maxIdleTime = draft.maxIdleTime;
        this.maxLifetime = draft.maxLifetime;
        this.validateAfterIdle = draft.validateAfterIdle;
        this.validationTimeout = draft.validationTimeout;
        this.cleanUpTimeout = draft.cleanUpTimeout;
        this.closeTimeout = draft.closeTimeout;
        this.leakTimeout = draft.leakTimeout;
        this.reclaimsLeaks = draft.reclaimsLeaks;
        this.reset = draft.reset;
        this.initializer = draft.initializer;
        this.isPooled = draft.isPooled;
        check();
    }

    private PoolOptions with(Consumer<Draft> change) {
        Draft draft = draft();
        change.accept(draft);
        return new PoolOptions(draft);
    }

    private Draft draft() {
        var draft = new Draft();
        draft.maxSize = maxSize;
        draft.minIdle = minIdle;
        draft.maxPending = maxPending;
        draft.acquireTimeout = acquireTimeout;
        draft.maxIdleTime = maxIdleTime;
        draft.maxLifetime = maxLifetime;
        draft.validateAfterIdle = validateAfterIdle;
        draft.validationTimeout = validationTimeout;
        draft.cleanUpTimeout = cleanUpTimeout;
        draft.closeTimeout = closeTimeout;
        draft.leakTimeout = leakTimeout;
        draft.reclaimsLeaks = reclaimsLeaks;
        draft.reset = reset;
        draft.initializer = initializer;
        draft.isPooled = isPooled;
        return draft;
    }

    private void check() {
        check(maxSize >= 1, "maxSize must be at least 1, not " + maxSize);
        check(
                minIdle >= 0 && minIdle <= maxSize,
                "minIdle must be between 0 and maxSize " + maxSize + ", not " + minIdle);
        check(maxPending >= 0, "maxPending must not be negative, but it is " + maxPending);
        positive("acquireTimeout", acquireTimeout);
        positive("maxIdleTime", maxIdleTime);
        positive("maxLifetime", maxLifetime);
        check(
                !validateAfterIdle.isNegative(),
                "validateAfterIdle must not be negative, but it is " + validateAfterIdle);
        possible("validateAfterIdle", validateAfterIdle);
        positive("validationTimeout", validationTimeout);
        positive("cleanUpTimeout", cleanUpTimeout);
        check(!closeTimeout.isNegative(), "closeTimeout must not be negative, but it is " + closeTimeout);
        possible("closeTimeout", closeTimeout);
        if (leakTimeout != null) {
            positive("leakTimeout", leakTimeout);
        }
        check(
                validationTimeout.compareTo(acquireTimeout) <= 0,
                "validationTimeout " + validationTimeout + " must not be longer than acquireTimeout " + acquireTimeout
                        + ", within which it takes place");
        check(isPooled || minIdle == 0, "minIdle is " + minIdle + ", but without a pool no idle connections are kept");
    }

    private static void positive(String name, Duration duration) {
        check(!duration.isNegative() && !duration.isZero(), name + " must be positive, not " + duration);
        possible(name, duration);
    }

    private static void possible(String name, Duration duration) {
        check(
                duration.compareTo(LONGEST) <= 0,
                name + " must be at most " + LONGEST.toDays() + " days, not " + duration);
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new InvalidRequestException(ErrorCode.OPTION_INVALID, "The pool option " + message + ".");
        }
    }

    /** The greatest number of connections. */
    public int maxSize() {
        return maxSize;
    }

    /** How many idle connections are kept. */
    public int minIdle() {
        return minIdle;
    }

    /** How many operations may wait for a connection; one more fails at once. */
    public int maxPending() {
        return maxPending;
    }

    /** How long an operation waits for a connection. */
    public Duration acquireTimeout() {
        return acquireTimeout;
    }

    /** How long a connection may be idle before it is closed. */
    public Duration maxIdleTime() {
        return maxIdleTime;
    }

    /** How old a connection may become. */
    public Duration maxLifetime() {
        return maxLifetime;
    }

    /** How long a connection may be idle before it is asked whether it still answers. */
    public Duration validateAfterIdle() {
        return validateAfterIdle;
    }

    /** How long that answer may take. */
    public Duration validationTimeout() {
        return validationTimeout;
    }

    /** How long the clean-up after an early end, or before a connection goes back, may take. */
    public Duration cleanUpTimeout() {
        return cleanUpTimeout;
    }

    /** How long an engine that is closed waits for the connections in use. */
    public Duration closeTimeout() {
        return closeTimeout;
    }

    /** How long a connection may be held without anything being done on it; null for any time. */
    public @Nullable Duration leakTimeout() {
        return leakTimeout;
    }

    /** Whether a connection that is held without use is taken away from its holder. */
    public boolean reclaimsLeaks() {
        return reclaimsLeaks;
    }

    /** What is undone on a connection before the next user gets it. */
    public SessionReset reset() {
        return reset;
    }

    /** What is executed on each new connection before anybody gets it, or null for nothing. */
    public @Nullable Function<? super Connection, ? extends Mono<Void>> initializer() {
        return initializer;
    }

    /** Whether connections are kept at all; without it each operation opens one and closes it. */
    public boolean isPooled() {
        return isPooled;
    }

    /** These options with a greatest number of connections. */
    public PoolOptions withMaxSize(int size) {
        return with(draft -> draft.maxSize = size);
    }

    /** These options with a number of idle connections to keep. */
    public PoolOptions withMinIdle(int size) {
        return with(draft -> draft.minIdle = size);
    }

    /** These options with a number of operations that may wait for a connection; one more fails at once. */
    public PoolOptions withMaxPending(int operations) {
        return with(draft -> draft.maxPending = operations);
    }

    /** These options with a time to wait for a connection. */
    public PoolOptions withAcquireTimeout(Duration timeout) {
        return with(draft -> {
            draft.acquireTimeout = requireNonNull(timeout, "timeout");
            if (draft.validationTimeout.compareTo(timeout) > 0) {
                draft.validationTimeout = timeout;
            }
        });
    }

    /** These options with a time after which an idle connection is closed. */
    public PoolOptions withMaxIdleTime(Duration time) {
        return with(draft -> draft.maxIdleTime = requireNonNull(time, "time"));
    }

    /** These options with an age at which a connection is closed when nobody uses it. */
    public PoolOptions withMaxLifetime(Duration time) {
        return with(draft -> draft.maxLifetime = requireNonNull(time, "time"));
    }

    /**
     * These options with a time without use after which a connection is asked whether it still answers before it is
     * handed out; one that does not is replaced unnoticed. Zero asks each time.
     */
    public PoolOptions withValidateAfterIdle(Duration time) {
        return with(draft -> draft.validateAfterIdle = requireNonNull(time, "time"));
    }

    /** These options with a time for the answer of a connection that is asked whether it still answers. */
    public PoolOptions withValidationTimeout(Duration timeout) {
        return with(draft -> draft.validationTimeout = requireNonNull(timeout, "timeout"));
    }

    /**
     * These options with a time for the clean-up after an early end, and before a connection goes back; after it the
     * connection is destroyed.
     */
    public PoolOptions withCleanUpTimeout(Duration timeout) {
        return with(draft -> draft.cleanUpTimeout = requireNonNull(timeout, "timeout"));
    }

    /**
     * These options with a time that {@link Engine#close()} waits for connections in use before it takes them away;
     * zero takes them at once.
     */
    public PoolOptions withCloseTimeout(Duration timeout) {
        return with(draft -> draft.closeTimeout = requireNonNull(timeout, "timeout"));
    }

    /**
     * These options with a report, in the log {@code io.cinnabar.pool}, of connections that are held this long without
     * anything being done on them, with the place that took them. To know the place costs a stack trace for each
     * connection that is taken.
     */
    public PoolOptions withLeakTimeout(Duration timeout) {
        return with(draft -> {
            draft.leakTimeout = requireNonNull(timeout, "timeout");
            draft.reclaimsLeaks = false;
        });
    }

    /**
     * These options with connections taken away from holders that do nothing on them for a time, after the report of
     * {@link #withLeakTimeout}. What the holder does next with the connection fails.
     */
    public PoolOptions reclaimAfter(Duration timeout) {
        return with(draft -> {
            draft.leakTimeout = requireNonNull(timeout, "timeout");
            draft.reclaimsLeaks = true;
        });
    }

    /** These options with what is undone on a connection before the next user gets it. */
    public PoolOptions withReset(SessionReset when) {
        return with(draft -> draft.reset = requireNonNull(when, "when"));
    }

    /**
     * These options with work that is done on each new connection before anybody gets it, and again after its session
     * was reset, such as {@code SET search_path}. A connection on which it fails is thrown away, and the error is that
     * of whoever wanted the connection.
     */
    public PoolOptions withInitializer(Function<? super Connection, ? extends Mono<Void>> work) {
        return with(draft -> draft.initializer = requireNonNull(work, "work"));
    }

    /** These options without a pool: each operation opens a connection and closes it, as behind an external pooler. */
    public PoolOptions unpooled() {
        return with(draft -> draft.isPooled = false);
    }

    /** The sizes and times. */
    @Override
    public String toString() {
        return "PoolOptions " + (isPooled ? "of up to " + maxSize : "without a pool") + ", acquireTimeout "
                + acquireTimeout;
    }
}
