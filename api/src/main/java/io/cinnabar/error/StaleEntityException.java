package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** A row was changed or deleted by somebody else since the session loaded it: nothing was written over it. */
public final class StaleEntityException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public StaleEntityException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public StaleEntityException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
