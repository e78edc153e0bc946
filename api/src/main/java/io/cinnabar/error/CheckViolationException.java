package io.cinnabar.error;

/** A check constraint was violated. */
public final class CheckViolationException extends IntegrityException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public CheckViolationException(DatabaseFailure failure) {
        super(ErrorCode.CHECK_VIOLATION, failure, "Compare the values with the condition of the constraint.");
    }
}
