package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** The changes of a session could not be written; the message names the object. */
public class FlushException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public FlushException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public FlushException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
