package io.cinnabar.error;

/** No connection to the database could be opened. */
public final class ConnectionFailedException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error with its code (connection or authentication), what is known of it, and the remedy. */
    public ConnectionFailedException(ErrorCode code, DatabaseFailure failure, String remedy) {
        super(code, failure, remedy);
    }

    /** Whether another attempt may succeed: true unless the database refused the credentials. */
    @Override
    public boolean isRetryable() {
        return code() != ErrorCode.AUTHENTICATION_FAILED;
    }
}
