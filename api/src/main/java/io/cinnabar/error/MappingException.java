package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** A class is not mapped, or mapped in a way that contradicts itself or the other classes. */
public final class MappingException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public MappingException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public MappingException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
