package io.cinnabar.error;

/** An integrity rule of the database was violated. */
public class IntegrityException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public IntegrityException(DatabaseFailure failure) {
        this(ErrorCode.INTEGRITY_VIOLATION, failure, "Nothing was written by the statement.");
    }

    /** An error with a more specific code and remedy. */
    protected IntegrityException(ErrorCode code, DatabaseFailure failure, String remedy) {
        super(code, failure, remedy);
    }
}
