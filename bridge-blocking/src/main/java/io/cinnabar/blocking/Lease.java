package io.cinnabar.blocking;

/** For how long calls may be made. Thread-safe. */
interface Lease {
    /** Calls may be made for ever. */
    Lease ENDLESS = () -> {};

    /** Signals an error if it is over. */
    void check();
}
