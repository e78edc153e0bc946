package io.cinnabar.mapping;

/** The collection that a to-many relationship is kept in. */
public enum CollectionKind {
    /** No collection: the attribute is one object. */
    NONE,
    /**
     * A {@link java.util.Collection} or {@link java.util.List}: in the order of loading, twice the same if so loaded.
     */
    LIST,
    /** A {@link java.util.Set} in the order of loading. */
    SET
}
