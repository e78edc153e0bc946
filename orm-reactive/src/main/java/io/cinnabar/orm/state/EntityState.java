package io.cinnabar.orm.state;

/** Where an object is in its life with a session. */
public enum EntityState {
    /** No session knows it, and it has no row that anybody knew of. */
    TRANSIENT,
    /** It was added and has no row yet; the flush inserts it. */
    PENDING,
    /** It stands for a row. */
    PERSISTENT,
    /** Its row was deleted by a flush, in a transaction that is still open. */
    DELETED,
    /** It stood for a row in a session that has let it go. */
    DETACHED
}
