package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** An object was used with a session that it does not belong to. */
public final class DetachedEntityException extends SessionStateException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public DetachedEntityException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public DetachedEntityException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
