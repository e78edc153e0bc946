package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** Objects refer to each other in a circle that no order of statements can write. */
public final class CircularDependencyException extends FlushException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public CircularDependencyException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public CircularDependencyException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
