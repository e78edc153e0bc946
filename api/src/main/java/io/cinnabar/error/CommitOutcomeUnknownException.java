package io.cinnabar.error;

/** The connection broke while a COMMIT was on its way: nobody knows whether it took place. */
public final class CommitOutcomeUnknownException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public CommitOutcomeUnknownException(DatabaseFailure failure) {
        super(ErrorCode.COMMIT_OUTCOME_UNKNOWN, failure, "Look at the data before you run the unit of work again.");
    }

    @Override
    public boolean isConnectionLost() {
        return true;
    }
}
