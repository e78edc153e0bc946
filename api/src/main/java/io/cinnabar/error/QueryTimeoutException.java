package io.cinnabar.error;

/** A statement ran longer than its timeout and was stopped on the server. */
public final class QueryTimeoutException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public QueryTimeoutException(DatabaseFailure failure) {
        super(ErrorCode.QUERY_TIMEOUT, failure, "Raise the timeout, or make the statement cheaper.");
    }
}
