package io.cinnabar.error;

/** The database rejected the text of a statement: a syntax error, or a name that it does not know. */
public final class BadSqlException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public BadSqlException(DatabaseFailure failure) {
        super(ErrorCode.BAD_SQL, failure, "Compare the names in the statement with the schema of the database.");
    }
}
