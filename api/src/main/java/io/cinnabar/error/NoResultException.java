package io.cinnabar.error;

/** Exactly one row was expected, and the statement returned none. */
public final class NoResultException extends ResultException {
    private static final long serialVersionUID = 1L;

    /** An error whose message says what was asked and what to ask instead. */
    public NoResultException(String message) {
        super(ErrorCode.NO_RESULT, message);
    }
}
