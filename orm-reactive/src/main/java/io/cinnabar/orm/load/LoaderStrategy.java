package io.cinnabar.orm.load;

/** How the objects of a relationship are loaded. */
public enum LoaderStrategy {
    /** By a statement of their own for all owners that were loaded: {@code … WHERE owner_id IN (…)}. */
    SELECT_IN,
    /** In the statement of the owners, by a {@code LEFT JOIN}. */
    JOINED,
    /** From the columns of a join that the statement has already. */
    CONTAINED,
    /** Not at all: touching them raises an error. */
    RAISE,
    /** As the mapping says. */
    DEFAULT
}
