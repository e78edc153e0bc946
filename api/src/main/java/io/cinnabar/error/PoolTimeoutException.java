package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** No connection of the pool became free in time. */
public final class PoolTimeoutException extends CinnabarException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public PoolTimeoutException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public PoolTimeoutException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
