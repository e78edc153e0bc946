package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/** A table, column, constraint or sequence is declared in a way that contradicts itself or the rest of the metadata. */
public final class SchemaException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public SchemaException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public SchemaException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
