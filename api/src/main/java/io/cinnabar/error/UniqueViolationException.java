package io.cinnabar.error;

/** A unique or primary key constraint was violated. */
public final class UniqueViolationException extends IntegrityException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public UniqueViolationException(DatabaseFailure failure) {
        super(
                ErrorCode.UNIQUE_VIOLATION,
                failure,
                "A row with the same key exists already; nothing was written by the statement.");
    }
}
