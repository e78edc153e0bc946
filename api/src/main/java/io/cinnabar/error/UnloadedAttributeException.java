package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** Something of an object was touched that is not loaded, where nothing can be loaded by the way. */
public final class UnloadedAttributeException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public UnloadedAttributeException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public UnloadedAttributeException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
