package io.cinnabar.error;

/** The database user may not do this, or the transaction is read-only. */
public final class PermissionException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public PermissionException(DatabaseFailure failure) {
        super(ErrorCode.PERMISSION_DENIED, failure, "Grant the privilege, or use a transaction that may write.");
    }
}
