package io.cinnabar.mapping;

import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Sql;
import java.util.List;
import java.util.function.Supplier;

/**
 * A relationship to many objects.
 *
 * @param <E> the mapped class
 * @param <T> the class of the objects that it refers to
 */
public final class ToMany<E, T> extends Relationship<E, T> {

    ToMany(
            Entity<E> entity,
            RelationshipAttribute<E, T> attribute,
            Supplier<? extends Entity<T>> target,
            List<Condition> conditions) {
        super(entity, attribute, target, conditions);
    }

    @Override
    public ToMany<E, T> to(Entity<T> alias) {
        return new ToMany<>(entity(), attribute(), () -> alias, conditionsOver(alias));
    }

    @Override
    public ToMany<E, T> and(Condition... more) {
        return new ToMany<>(entity(), attribute(), this::target, with(more));
    }

    /** Whether there is one for which conditions hold: {@code EXISTS (SELECT 1 FROM address WHERE …)}. */
    public Condition any(Condition... conditions) {
        return exists(conditions);
    }

    /**
     * That a row of the target belongs to an object which has a key: {@code address.user_id = ?}, and with a table of
     * links {@code EXISTS (SELECT 1 FROM book_tag WHERE …)}. For a select of the targets.
     */
    public Condition belongingTo(E owner) {
        return ofOwner(owner);
    }

    /** Whether there is none: {@code NOT EXISTS (SELECT 1 FROM address WHERE …)}. */
    public Condition isEmpty() {
        return Sql.not(exists());
    }

    /** Whether an object that has a key belongs to it: {@code EXISTS (SELECT 1 FROM address WHERE … AND id = ?)}. */
    public Condition contains(T object) {
        return exists(KeyCondition.of(target(), object));
    }
}
