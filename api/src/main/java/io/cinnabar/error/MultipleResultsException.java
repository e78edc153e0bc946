package io.cinnabar.error;

/** At most one row was expected, and the statement returned more. */
public final class MultipleResultsException extends ResultException {
    private static final long serialVersionUID = 1L;

    /** An error whose message says what was asked and what to ask instead. */
    public MultipleResultsException(String message) {
        super(ErrorCode.MULTIPLE_RESULTS, message);
    }
}
