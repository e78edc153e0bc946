package io.cinnabar.mapping;

/** An operation on an object that goes on to those that it refers to. */
public enum Cascade {
    /** {@code add} and the flush: what a managed object refers to becomes managed, too. */
    PERSIST,
    /** {@code merge}. */
    MERGE,
    /** {@code delete}. */
    REMOVE,
    /** {@code refresh} and {@code expire}. */
    REFRESH,
    /** {@code expunge}. */
    DETACH
}
