package io.cinnabar.error;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The root of every error that Cinnabar signals. The message says what failed, on what, and what to do; it ends with
 * the code in brackets. Bind values and passwords never appear in it unless the engine was told to show bind values.
 */
public abstract class CinnabarException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** An error with its code, a full sentence or more, and what caused it, if anything did. */
    protected CinnabarException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message + " [" + requireNonNull(code, "code").id() + "]", cause);
        this.code = code;
    }

    /** The stable code of this error. */
    public final ErrorCode code() {
        return code;
    }

    /** Where this error is explained, relative to the root of the project. */
    public final String documentation() {
        return code.documentation();
    }

    /** Whether running the same unit of work again, from its start, may succeed. */
    public boolean isRetryable() {
        return false;
    }
}
