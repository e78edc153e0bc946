package io.cinnabar.mapping;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.MappingException;

/** Looks for what contradicts itself in a mapper, or between it and others, before anything uses it. */
final class MappingCheck {
    private final Mapper<?> mapper;
    private final Mappings mappings;

    MappingCheck(Mapper<?> mapper, Mappings mappings) {
        this.mapper = mapper;
        this.mappings = mappings;
    }

    void check() {
        if (mapper.keyColumns().isEmpty()) {
            throw invalid("The class " + mapper.name()
                    + " has no key, by which its objects are told apart. Annotate an attribute with @Id.");
        }
        Embedded<?> keyClass = mapper.keyClass();
        if (keyClass != null && keyClass.width() != mapper.keyColumns().size()) {
            throw invalid("The key class of " + mapper.name() + " has " + keyClass.width() + " parts, but its key has "
                    + mapper.keyColumns().size() + " columns. Give it a part for each.");
        }
        mapper.relationships().forEach(this::check);
    }

    private void check(RelationshipAttribute<?, ?> relationship) {
        Mapper<?> target = relationship.target().mapper();
        if (mappings.find(target.entityClass()) != target) {
            throw invalid("Relationship '" + relationship.path() + "' refers to the class " + target.name()
                    + ", which is not mapped here. Add it to the mappings.");
        }
        RelationshipJoin join = relationship.join();
        if (join.local().isEmpty()) {
            throw invalid("Relationship '" + relationship.path() + "' has no columns. Name its join columns.");
        }
        if (relationship.kind() == RelationshipKind.ONE_TO_MANY && join.isForeignKeyLocal()) {
            throw invalid("Relationship '" + relationship.path()
                    + "' leads to many objects, so its foreign key is in their table. Make its join with"
                    + " RelationshipJoin.referredBy(…).");
        }
        if (relationship.options().isOrphanRemoval() && relationship.kind() == RelationshipKind.MANY_TO_MANY) {
            throw invalid("Relationship '" + relationship.path()
                    + "' cannot delete orphans, as others may refer to the same objects. Take orphanRemoval away.");
        }
    }

    private static MappingException invalid(String message) {
        return new MappingException(ErrorCode.MAPPING_INVALID, message);
    }
}
