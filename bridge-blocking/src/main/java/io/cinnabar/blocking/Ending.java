package io.cinnabar.blocking;

/** What an interrupt or a deadline does to a call that is on its way. */
enum Ending {
    /** The call is cancelled. */
    CANCELLED,
    /** The call is cancelled, and nobody knows what has become of its COMMIT. */
    UNKNOWN,
    /** The call goes on to its end, as it gives back or undoes something. */
    AWAITED
}
