package io.cinnabar.orm;

import io.cinnabar.mapping.Relationship;
import io.cinnabar.orm.load.LoaderStrategy;
import io.cinnabar.orm.load.RelationshipLoad;

/**
 * How the relationships of selected entities are loaded, for static import:
 * {@code select(User.class).options(selectInLoad(User_.addresses).with(joinedLoad(Address_.city)))}.
 */
public final class Loading {
    private Loading() {}

    /**
     * Loads a relationship by one more statement for all entities of the result: {@code SELECT … FROM address WHERE
     * address.user_id IN (…)}.
     */
    public static <T> RelationshipLoad<T> selectInLoad(Relationship<?, T> relationship) {
        return new RelationshipLoad<>(relationship, LoaderStrategy.SELECT_IN);
    }

    /**
     * Loads a relationship in the same statement, by a join that keeps entities without a match: {@code LEFT JOIN
     * address AS address_1 ON …}. With a limit, the statement is wrapped, so that it counts entities.
     */
    public static <T> RelationshipLoad<T> joinedLoad(Relationship<?, T> relationship) {
        return new RelationshipLoad<>(relationship, LoaderStrategy.JOINED);
    }

    /**
     * Loads a relationship from a join that the statement has already. The relationship leads to what was joined:
     * {@code containsEager(User_.addresses)} after {@code join(User_.addresses)}.
     */
    public static <T> RelationshipLoad<T> containsEager(Relationship<?, T> relationship) {
        return new RelationshipLoad<>(relationship, LoaderStrategy.CONTAINED);
    }

    /** Does not load a relationship, even where the mapping says so: touching it raises an error. */
    public static <T> RelationshipLoad<T> raiseLoad(Relationship<?, T> relationship) {
        return new RelationshipLoad<>(relationship, LoaderStrategy.RAISE);
    }
}
