package io.cinnabar.error;

/** The database stopped a statement because somebody asked it to. */
public final class QueryCancelledException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public QueryCancelledException(DatabaseFailure failure) {
        super(ErrorCode.QUERY_CANCELLED, failure, "");
    }
}
