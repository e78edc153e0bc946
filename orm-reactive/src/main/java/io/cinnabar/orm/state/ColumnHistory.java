package io.cinnabar.orm.state;

import io.cinnabar.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the value of a column in an object since it was loaded. Immutable.
 *
 * @param <T> the class of the value
 * @param column the column
 * @param isLoaded whether the value of the row is known
 * @param before the value of the row, as far as it is known
 * @param now the value in the object
 * @param isModified whether the next flush writes it
 */
public record ColumnHistory<T extends @Nullable Object>(
        Column<T> column,
        boolean isLoaded,
        @Nullable T before,
        @Nullable T now,
        boolean isModified) {}
