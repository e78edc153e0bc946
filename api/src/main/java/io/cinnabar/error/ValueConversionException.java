package io.cinnabar.error;

import org.jspecify.annotations.Nullable;

/**
 * A value could not be carried between Java and the database: the message names the column or parameter and the type.
 */
public final class ValueConversionException extends CinnabarException {
    private static final long serialVersionUID = 1L;

    /** An error with its code and a message that says what failed and what to do. */
    public ValueConversionException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /** An error with its code, a message that says what failed and what to do, and its cause. */
    public ValueConversionException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
