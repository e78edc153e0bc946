package io.cinnabar.error;

/** The database rejected a value: out of range, too long, or not of the column's form. */
public final class DataException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public DataException(DatabaseFailure failure) {
        super(ErrorCode.DATA_REJECTED, failure, "Compare the values with the types of the columns.");
    }
}
