package io.cinnabar.error;

/**
 * The thread of a blocking call was interrupted: what it waited for was cancelled, or not begun. The thread's interrupt
 * flag is set.
 */
public final class InterruptedCallException extends CinnabarException {
    private static final long serialVersionUID = 1L;

    /** An error with a message that says what was given up. */
    public InterruptedCallException(String message) {
        super(ErrorCode.INTERRUPTED, message, null);
    }
}
