package io.cinnabar.mapping;

import io.cinnabar.schema.Column;

/**
 * Two columns that are equal in rows that belong together.
 *
 * @param left the column nearer to the owner of the relationship
 * @param right the column nearer to its target
 */
public record ColumnPair(Column<?> left, Column<?> right) {

    /** The pair seen from the other side. */
    public ColumnPair reversed() {
        return new ColumnPair(right, left);
    }
}
