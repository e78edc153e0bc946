package io.cinnabar.schema;

import org.jspecify.annotations.Nullable;

/** A rule on the rows of a table. */
public sealed interface Constraint
        permits PrimaryKeyConstraint, UniqueConstraint, CheckConstraint, ForeignKeyConstraint {

    /** The table. */
    Table table();

    /** The name, or null where the database gives one. */
    @Nullable
    String name();
}
