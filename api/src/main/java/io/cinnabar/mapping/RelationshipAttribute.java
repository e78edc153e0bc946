package io.cinnabar.mapping;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.MappingException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that refers to objects of a mapped class. What belongs to the other class is looked up when it is first
 * asked for, as two classes may refer to each other. Thread-safe.
 *
 * @param <E> the mapped class
 * @param <T> the class of the objects that it refers to
 */
public final class RelationshipAttribute<E, T> implements Attribute<E> {
    private final Mapper<E> mapper;
    private final String name;
    private final int index;
    private final RelationshipKind kind;
    private final CollectionKind collection;
    private final Supplier<? extends Entity<T>> target;
    private final @Nullable String mappedBy;
    private final @Nullable Supplier<RelationshipJoin> ownJoin;
    private final List<MappedColumn> columns;
    private final RelationshipOptions options;
    private volatile @Nullable RelationshipJoin join;
    private volatile @Nullable Inverse<T> inverse;

    /** The other side, or that there is none. */
    private record Inverse<T>(@Nullable RelationshipAttribute<T, ?> attribute) {}

    RelationshipAttribute(
            Mapper<E> mapper,
            int index,
            RelationshipDefinition<T> definition,
            List<MappedColumn> columns,
            RelationshipOptions options) {
        this.mapper = mapper;
        this.name = definition.name();
        this.index = index;
        this.kind = definition.kind();
        this.collection = definition.collection();
        this.target = definition.target();
        this.mappedBy = definition.mappedBy();
        this.ownJoin = definition.join();
        this.columns = columns;
        this.options = options;
    }

    @Override
    public Mapper<E> mapper() {
        return mapper;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public List<MappedColumn> columns() {
        return columns;
    }

    /** How many objects stand on either side. */
    public RelationshipKind kind() {
        return kind;
    }

    /** The collection that it is kept in. */
    public CollectionKind collection() {
        return collection;
    }

    /** The class that it refers to. */
    public Entity<T> target() {
        return target.get();
    }

    /** The cascades and other options. */
    public RelationshipOptions options() {
        return options;
    }

    /** The operations that go on to the other side. */
    public Set<Cascade> cascades() {
        return options.cascades();
    }

    /** Whether this side decides what the database holds; the other one follows it. */
    public boolean isOwning() {
        return mappedBy == null;
    }

    /** The attribute of the other class that refers back, or null where none is known to. */
    public @Nullable RelationshipAttribute<T, ?> inverse() {
        Inverse<T> known = inverse; // a race finds the same one twice, which does no harm
        if (known == null) {
            known = new Inverse<>(findInverse());
            inverse = known;
        }
        return known.attribute();
    }

    private @Nullable RelationshipAttribute<T, ?> findInverse() {
        Mapper<T> other = target().mapper();
        if (mappedBy != null) {
            return other.relationship(mappedBy);
        }
        return other.relationships().stream()
                .filter(candidate ->
                        name.equals(candidate.mappedBy) && candidate.target().mapper() == mapper)
                .findFirst()
                .orElse(null);
    }

    /** The columns that connect the two sides, seen from this one. */
    public RelationshipJoin join() {
        RelationshipJoin known = join; // a race resolves the same columns twice, which does no harm
        if (known == null) {
            known = resolved();
            join = known;
        }
        return known;
    }

    private RelationshipJoin resolved() {
        if (ownJoin != null) {
            return ownJoin.get();
        }
        RelationshipAttribute<T, ?> owner = inverse();
        if (owner == null || !owner.isOwning() || owner.target().mapper() != mapper || owner.kind != kind.reversed()) {
            throw new MappingException(
                    ErrorCode.MAPPING_INVALID,
                    "Relationship '" + path() + "' is mapped by '" + mappedBy + "', but "
                            + target().mapper().name() + " has no such relationship that refers back to "
                            + mapper.name() + " and owns the columns. Correct mappedBy.");
        }
        return owner.join().reversed();
    }

    @Override
    public String toString() {
        return path();
    }
}
