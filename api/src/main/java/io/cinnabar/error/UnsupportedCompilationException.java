package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** The dialect cannot express a construct of the statement. Cinnabar never renders different SQL instead. */
public final class UnsupportedCompilationException extends CompilationException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public UnsupportedCompilationException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public UnsupportedCompilationException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
