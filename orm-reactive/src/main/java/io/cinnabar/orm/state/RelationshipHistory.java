package io.cinnabar.orm.state;

import io.cinnabar.mapping.Relationship;
import java.util.List;

/**
 * What has become of the objects of a relationship since it was loaded. Immutable.
 *
 * @param <T> the class of the objects
 * @param relationship the relationship
 * @param isLoaded whether it is known what the database has
 * @param before the objects that the database has, as far as they are known
 * @param now the objects that it has in the object, as far as they are known
 * @param added those that came
 * @param removed those that went
 */
public record RelationshipHistory<T>(
        Relationship<?, T> relationship,
        boolean isLoaded,
        List<T> before,
        List<T> now,
        List<T> added,
        List<T> removed) {

    /** Copies the lists. */
    public RelationshipHistory {
        before = List.copyOf(before);
        now = List.copyOf(now);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** Whether objects came or went. */
    public boolean isModified() {
        return !added.isEmpty() || !removed.isEmpty();
    }
}
