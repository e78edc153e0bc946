package io.cinnabar.error;

/** A NOT NULL column was given no value. */
public final class NotNullViolationException extends IntegrityException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public NotNullViolationException(DatabaseFailure failure) {
        super(ErrorCode.NOT_NULL_VIOLATION, failure, "Set the column, or give it a default.");
    }
}
