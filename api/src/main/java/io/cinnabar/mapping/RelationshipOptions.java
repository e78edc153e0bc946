package io.cinnabar.mapping;

import io.cinnabar.sql.Ordering;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a relationship does beside connecting two classes. Immutable.
 *
 * @param cascades the operations that go on to the other side
 * @param isOrphanRemoval whether what is taken out of the relationship is deleted
 * @param isEager whether it is loaded with its owner unless a statement says otherwise
 * @param isOptional whether a reference can be null
 * @param orderBy the order in which a collection is loaded; none where it is empty
 */
public record RelationshipOptions(
        Set<Cascade> cascades,
        boolean isOrphanRemoval,
        boolean isEager,
        boolean isOptional,
        Supplier<List<Ordering>> orderBy) {

    /** No cascade, loaded only when asked for, optional, in no order. */
    public static final RelationshipOptions DEFAULT = new RelationshipOptions(Set.of(), false, false, true, List::of);

    /** Copies the cascades. */
    public RelationshipOptions {
        cascades = cascades.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(cascades));
    }

    /** The same options with operations that go on to the other side. */
    public RelationshipOptions withCascades(Cascade... cascades) {
        return new RelationshipOptions(Set.of(cascades), isOrphanRemoval, isEager, isOptional, orderBy);
    }

    /** The same options where what is taken out is deleted. */
    public RelationshipOptions withOrphanRemoval() {
        return new RelationshipOptions(cascades, true, isEager, isOptional, orderBy);
    }

    /** The same options where the relationship is loaded with its owner. */
    public RelationshipOptions eager() {
        return new RelationshipOptions(cascades, isOrphanRemoval, true, isOptional, orderBy);
    }

    /** The same options where the reference cannot be null. */
    public RelationshipOptions required() {
        return new RelationshipOptions(cascades, isOrphanRemoval, isEager, false, orderBy);
    }

    /** The same options with the order of the collection, which is asked for when all classes are mapped. */
    public RelationshipOptions orderedBy(Supplier<List<Ordering>> orderBy) {
        return new RelationshipOptions(cascades, isOrphanRemoval, isEager, isOptional, orderBy);
    }
}
