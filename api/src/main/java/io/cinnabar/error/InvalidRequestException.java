package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/**
 * Cinnabar was asked for something that cannot be done as it was asked: a wrong argument, option, state or order of
 * calls.
 */
public class InvalidRequestException extends CinnabarException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public InvalidRequestException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public InvalidRequestException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
