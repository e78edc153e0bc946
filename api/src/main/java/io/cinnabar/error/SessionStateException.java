package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** A session, or an object of it, is in a state that does not allow what was asked for. */
public class SessionStateException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public SessionStateException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public SessionStateException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
