package io.cinnabar.error;

/** The transaction was rolled back because it and another one waited for each other. */
public final class DeadlockException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public DeadlockException(DatabaseFailure failure) {
        super(ErrorCode.DEADLOCK, failure, "Run the whole transaction again.");
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
