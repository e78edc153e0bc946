package io.cinnabar.error;

/** A transaction could not be serialized with the others that ran beside it. */
public final class SerializationFailureException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** An error from what is known of the failure. */
    public SerializationFailureException(DatabaseFailure failure) {
        super(ErrorCode.SERIALIZATION_FAILURE, failure, "Run the whole transaction again.");
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
