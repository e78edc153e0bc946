package io.cinnabar.mapping;

import io.cinnabar.schema.Column;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a mapper says of a relationship when it declares it. Immutable.
 *
 * @param <T> the class that it refers to
 * @param name the name in the class
 * @param kind how many objects stand on either side
 * @param collection the collection that it is kept in
 * @param target the class that it refers to, asked for when all classes are mapped
 * @param mappedBy the attribute of the other class that owns the columns, or null where this side does
 * @param join the columns, asked for when all classes are mapped; null where the other side owns them
 * @param foreignKey the columns of the own table that refer to the target, if there are any
 */
public record RelationshipDefinition<T>(
        String name,
        RelationshipKind kind,
        CollectionKind collection,
        Supplier<? extends Entity<T>> target,
        @Nullable String mappedBy,
        @Nullable Supplier<RelationshipJoin> join,
        List<Column<?>> foreignKey) {
    /** Copies the columns. */
    public RelationshipDefinition {
        foreignKey = List.copyOf(foreignKey);
    }

    /** A reference by columns of the own table: the owning side of many-to-one and one-to-one. */
    public static <T> RelationshipDefinition<T> reference(
            String name,
            RelationshipKind kind,
            Supplier<? extends Entity<T>> target,
            List<Column<?>> foreignKey,
            Supplier<List<Column<?>>> referred) {
        return new RelationshipDefinition<>(
                name, kind, CollectionKind.NONE, target, null, () -> paired(foreignKey, referred.get()), foreignKey);
    }

    private static RelationshipJoin paired(List<Column<?>> foreignKey, List<Column<?>> referred) {
        return RelationshipJoin.foreignKey(IntStream.range(0, foreignKey.size())
                .mapToObj(place -> new ColumnPair(foreignKey.get(place), referred.get(place)))
                .toList());
    }

    /** The side that follows what an attribute of the other class says. */
    public static <T> RelationshipDefinition<T> mappedBy(
            String name,
            RelationshipKind kind,
            CollectionKind collection,
            Supplier<? extends Entity<T>> target,
            String mappedBy) {
        return new RelationshipDefinition<>(name, kind, collection, target, mappedBy, null, List.of());
    }

    /** A collection whose columns are elsewhere: in the target's table, or in a table of links. */
    public static <T> RelationshipDefinition<T> collection(
            String name,
            RelationshipKind kind,
            CollectionKind collection,
            Supplier<? extends Entity<T>> target,
            Supplier<RelationshipJoin> join) {
        return new RelationshipDefinition<>(name, kind, collection, target, null, join, List.of());
    }
}
