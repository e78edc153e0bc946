package io.cinnabar.orm.load;

import io.cinnabar.mapping.Relationship;
import io.cinnabar.sql.LoadOption;
import java.util.ArrayList;
import java.util.List;

/**
 * How a relationship is loaded, and those of the objects that it refers to. Immutable; made by
 * {@link io.cinnabar.orm.Loading}.
 *
 * @param <T> the class of the objects that it refers to
 */
public final class RelationshipLoad<T> implements LoadOption {
    private final Relationship<?, T> relationship;
    private final LoaderStrategy strategy;
    private final List<RelationshipLoad<?>> nested;

    /** A relationship and how it is loaded. */
    public RelationshipLoad(Relationship<?, T> relationship, LoaderStrategy strategy) {
        this(relationship, strategy, List.of());
    }

    private RelationshipLoad(
            Relationship<?, T> relationship, LoaderStrategy strategy, List<RelationshipLoad<?>> nested) {
        this.relationship = relationship;
        this.strategy = strategy;
        this.nested = nested;
    }

    /** The same, and relationships of the objects that it refers to. */
    public RelationshipLoad<T> with(RelationshipLoad<?>... more) {
        var all = new ArrayList<>(nested);
        all.addAll(List.of(more));
        return new RelationshipLoad<>(relationship, strategy, List.copyOf(all));
    }

    /** The relationship. */
    public Relationship<?, T> relationship() {
        return relationship;
    }

    /** How it is loaded. */
    public LoaderStrategy strategy() {
        return strategy;
    }

    /** The relationships of the objects that it refers to. */
    public List<RelationshipLoad<?>> nested() {
        return nested;
    }

    @Override
    public String toString() {
        return strategy + " " + relationship + (nested.isEmpty() ? "" : " " + nested);
    }
}
