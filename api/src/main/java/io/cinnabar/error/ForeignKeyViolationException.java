package io.cinnabar.error;

/** A foreign key was violated. */
public final class ForeignKeyViolationException extends IntegrityException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public ForeignKeyViolationException(DatabaseFailure failure) {
        super(
                ErrorCode.FOREIGN_KEY_VIOLATION,
                failure,
                "Write the referenced row first, or delete the referring rows first.");
    }
}
