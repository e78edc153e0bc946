package io.cinnabar.orm;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.orm.load.ColumnLoad;
import io.cinnabar.orm.load.EntityCriteria;
import io.cinnabar.orm.load.LoaderStrategy;
import io.cinnabar.orm.load.RelationshipLoad;
import io.cinnabar.schema.Column;
import io.cinnabar.sql.Condition;
import java.util.List;

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

    /**
     * Leaves it to the mapping how a relationship is loaded, and says only what is loaded of its objects:
     * {@code defaultLoad(User_.company).with(selectInLoad(Company_.offices))}. For one that the mapping loads always.
     */
    public static <T> RelationshipLoad<T> defaultLoad(Relationship<?, T> relationship) {
        return new RelationshipLoad<>(relationship, LoaderStrategy.DEFAULT);
    }

    /** Does not load a relationship, even where the mapping says so: touching it raises an error. */
    public static <T> RelationshipLoad<T> raiseLoad(Relationship<?, T> relationship) {
        return new RelationshipLoad<>(relationship, LoaderStrategy.RAISE);
    }

    /**
     * Loads only these columns of an entity, beside its key, its version and its foreign keys: {@code SELECT id, name
     * FROM …}. The other attributes have what the class puts there, {@code session.isLoaded(entity, column)} is false
     * for them, and {@code session.fetch(entity, column)} loads them. A flush writes one of them if the program has set
     * it to something else. An object that is loaded in part must not be merged into another session, which would take
     * what is not loaded for its values.
     */
    public static ColumnLoad loadOnly(Column<?>... columns) {
        return new ColumnLoad(List.of(columns), true);
    }

    /** Loads all columns of an entity but these, as {@link #loadOnly} says of what is left out. */
    public static ColumnLoad defer(Column<?>... columns) {
        return new ColumnLoad(List.of(columns), false);
    }

    /**
     * A condition on a class wherever a statement loads it or names it in FROM or a join, and in the relationships that
     * lead to it, but not in subqueries: {@code withCriteria(User_.ENTITY, User_.deletedAt.isNull())}. A reference to
     * an object for which it does not hold is loaded as null.
     */
    public static EntityCriteria withCriteria(Entity<?> entity, Condition condition) {
        return new EntityCriteria(entity, condition);
    }
}
