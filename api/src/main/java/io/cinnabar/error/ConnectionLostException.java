package io.cinnabar.error;

/**
 * The connection to the database broke while it was in use; an open transaction is known not to have been committed.
 */
public final class ConnectionLostException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public ConnectionLostException(DatabaseFailure failure) {
        super(ErrorCode.CONNECTION_LOST, failure, "The connection was thrown away; run the unit of work again.");
    }

    @Override
    public boolean isRetryable() {
        return true;
    }

    @Override
    public boolean isConnectionLost() {
        return true;
    }
}
