package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** A statement cannot be turned into SQL: it is incomplete, contradicts itself, or asks for what no database can do. */
public class CompilationException extends CinnabarException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public CompilationException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public CompilationException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
