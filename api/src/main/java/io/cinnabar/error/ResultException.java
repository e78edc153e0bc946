package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** A result does not have the form that was asked of it. */
public class ResultException extends CinnabarException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public ResultException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public ResultException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
