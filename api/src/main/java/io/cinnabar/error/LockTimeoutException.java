package io.cinnabar.error;

/** A lock could not be had in time, or at once where the statement asked for that. */
public final class LockTimeoutException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public LockTimeoutException(DatabaseFailure failure) {
        super(ErrorCode.LOCK_TIMEOUT, failure, "Run the transaction again.");
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
