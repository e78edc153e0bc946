package io.cinnabar.orm.load;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.sql.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * How a relationship is loaded, and what of the objects that it refers to. Immutable; made by
 * {@link io.cinnabar.orm.Loading}.
 *
 * @param <T> the class of the objects that it refers to
 */
public final class RelationshipLoad<T> implements EntityOption {
    private static final int ALL = Integer.MAX_VALUE;

    private final Relationship<?, T> relationship;
    private final LoaderStrategy strategy;
    private final List<EntityOption> nested;
    private final boolean isInner;
    /** How many levels further it goes on from the objects that it loads. */
    private final int levels;
    /** The load whose levels these are, by which a circle is known. */
    private final RelationshipLoad<T> first;

    /** A relationship and how it is loaded. */
    public RelationshipLoad(Relationship<?, T> relationship, LoaderStrategy strategy) {
        this.relationship = relationship;
        this.strategy = strategy;
        this.nested = List.of();
        this.isInner = false;
        this.levels = 0;
        this.first = this;
        checkConditions();
    }

    private RelationshipLoad(RelationshipLoad<T> other, List<EntityOption> nested, boolean isInner, int levels) {
        this.relationship = other.relationship;
        this.strategy = other.strategy;
        this.nested = nested;
        this.isInner = isInner;
        this.levels = levels;
        this.first = this;
    }

    /** The next level of a load. */
    private RelationshipLoad(RelationshipLoad<T> above) {
        this.relationship = above.relationship;
        this.strategy = above.strategy;
        this.nested = above.nested;
        this.isInner = above.isInner;
        this.levels = above.levels == ALL ? ALL : above.levels - 1;
        this.first = above.first;
    }

    private void checkConditions() {
        Entity<?> owner = relationship.entity();
        boolean isApart = strategy == LoaderStrategy.SELECT_IN
                && !relationship.conditions().isEmpty();
        if (isApart && owner.table().original() != relationship.target().table().original()) {
            for (Condition condition : relationship.conditions()) {
                if (Narrowing.uses(condition, owner.table())) {
                    throw invalid("has a condition on '" + owner
                            + "', which the statement that loads it does not contain. Load it by joinedLoad(…).");
                }
            }
        }
    }

    private InvalidRequestException invalid(String what) {
        return new InvalidRequestException(ErrorCode.LOAD_OPTION_INVALID, "The load of '" + relationship + "' " + what);
    }

    /** The same, and what is loaded of the objects that it refers to: their relationships, or only some columns. */
    public RelationshipLoad<T> with(EntityOption... more) {
        var all = new ArrayList<>(nested);
        all.addAll(List.of(more));
        return new RelationshipLoad<>(this, List.copyOf(all), isInner, levels);
    }

    /**
     * The same load that goes on from each object that it loads, to the end: all reports of reports. For a relationship
     * of a class to itself that is loaded by statements of its own, one for each level. Circles end.
     */
    public RelationshipLoad<T> recursively() {
        if (strategy != LoaderStrategy.SELECT_IN) {
            throw invalid("by " + strategy + " cannot go on to the end, as the statement says how many joins there are."
                    + " Say how many levels: recursively(3), or use selectInLoad(…).");
        }
        return recursive(ALL);
    }

    /**
     * The same load that goes on from each object that it loads, over so many levels in all; 1 is the load without it.
     */
    public RelationshipLoad<T> recursively(int levels) {
        if (levels < 1) {
            throw invalid("needs one level at least, not " + levels + ".");
        }
        if (strategy != LoaderStrategy.SELECT_IN && strategy != LoaderStrategy.JOINED) {
            throw invalid("by " + strategy + " has no levels. Use selectInLoad(…) or joinedLoad(…).");
        }
        return recursive(levels - 1);
    }

    private RelationshipLoad<T> recursive(int further) {
        RelationshipAttribute<?, T> attribute = relationship.attribute();
        if (attribute.target().mapper() != attribute.mapper()) {
            throw invalid("does not lead to objects of the same class, from which it could go on.");
        }
        return new RelationshipLoad<>(this, nested, isInner, further);
    }

    /**
     * The same load by {@code JOIN} in place of {@code LEFT JOIN}: owners without a match are left out of the result.
     * For references that always have one, where it is faster. Below another join it needs that to be inner as well.
     */
    public RelationshipLoad<T> inner() {
        if (strategy != LoaderStrategy.JOINED) {
            throw invalid("by " + strategy + " has no join that could be inner. Use joinedLoad(…).");
        }
        return new RelationshipLoad<>(this, nested, true, levels);
    }

    /** The relationship. */
    public Relationship<?, T> relationship() {
        return relationship;
    }

    /** How it is loaded. */
    public LoaderStrategy strategy() {
        return strategy;
    }

    /** Whether its join leaves out owners without a match. */
    boolean isInner() {
        return isInner;
    }

    /** Whether it may come to objects that it has come from. */
    boolean isRecursive() {
        return levels > 0;
    }

    /** The load whose levels these are. */
    RelationshipLoad<T> first() {
        return first;
    }

    /** The load by another strategy. */
    RelationshipLoad<T> by(LoaderStrategy other) {
        return new RelationshipLoad<>(relationship, other).with(nested.toArray(EntityOption[]::new));
    }

    /** What is loaded of the objects that it refers to. */
    public List<EntityOption> nested() {
        if (levels == 0) {
            return nested;
        }
        var all = new ArrayList<>(nested);
        all.add(new RelationshipLoad<>(this));
        return all;
    }

    /** The relationships of the objects that it refers to. */
    List<RelationshipLoad<?>> nestedRelationships() {
        var found = new ArrayList<RelationshipLoad<?>>();
        for (EntityOption option : nested()) {
            if (option instanceof RelationshipLoad<?> load) {
                found.add(load);
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return strategy + " " + relationship + (levels == 0 ? "" : levels == ALL ? " …" : " × " + (levels + 1))
                + (nested.isEmpty() ? "" : " " + nested);
    }
}
