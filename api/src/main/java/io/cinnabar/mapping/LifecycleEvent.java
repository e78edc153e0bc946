package io.cinnabar.mapping;

/** A moment in the life of an object at which its callbacks are called. */
public enum LifecycleEvent {
    /** Before it is inserted; changes that the callback makes are written. */
    PRE_PERSIST,
    /** After it was inserted, with its key and what the database made. */
    POST_PERSIST,
    /** Before its changes are written; changes that the callback makes are written, too. */
    PRE_UPDATE,
    /** After its changes were written. */
    POST_UPDATE,
    /** Before it is deleted. */
    PRE_REMOVE,
    /** After it was deleted. */
    POST_REMOVE,
    /** After it was loaded or refreshed. */
    POST_LOAD
}
