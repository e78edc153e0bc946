package io.cinnabar.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Makes the versions of rows, by which concurrent changes are found: {@code version -> UUID.randomUUID()}. Must be
 * thread-safe and must not wait for anything.
 */
@FunctionalInterface
public interface VersionGenerator {

    /**
     * The version behind another one, of the type of the column. No row may have had it before.
     *
     * @param version the version of the row as it was loaded; null for a new row
     */
    Object next(@Nullable Object version);
}
