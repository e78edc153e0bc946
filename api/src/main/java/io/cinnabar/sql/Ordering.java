package io.cinnabar.sql;

/** What ORDER BY takes: an expression, or one with a direction. */
public sealed interface Ordering permits Expression, SortKey {

    /** The key to sort by. */
    SortKey sortKey();
}
