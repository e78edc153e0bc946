package io.cinnabar.sql;

import org.jspecify.annotations.Nullable;

/**
 * Makes the rows of a statement.
 *
 * @param <R> the class of a row
 */
@FunctionalInterface
interface RowFactory<R> {

    /** Makes a row from its values. */
    R row(@Nullable Object[] values, RowHeader header);
}
