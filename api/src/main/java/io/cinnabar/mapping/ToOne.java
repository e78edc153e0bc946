package io.cinnabar.mapping;

import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Sql;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A relationship to one object.
 *
 * @param <E> the mapped class
 * @param <T> the class of the objects that it refers to
 */
public final class ToOne<E, T> extends Relationship<E, T> {

    ToOne(
            Entity<E> entity,
            RelationshipAttribute<E, T> attribute,
            Supplier<? extends Entity<T>> target,
            List<Condition> conditions) {
        super(entity, attribute, target, conditions);
    }

    @Override
    public ToOne<E, T> to(Entity<T> alias) {
        return new ToOne<>(entity(), attribute(), () -> alias, conditionsOver(alias));
    }

    @Override
    public ToOne<E, T> and(Condition... more) {
        return new ToOne<>(entity(), attribute(), this::target, with(more));
    }

    /** Whether there is one for which conditions hold: {@code EXISTS (SELECT 1 FROM user_account WHERE …)}. */
    public Condition has(Condition... conditions) {
        return exists(conditions);
    }

    /** Whether it is an object that has a key: {@code address.user_id = ?}; that there is none for null. */
    public Condition eq(@Nullable T object) {
        if (object == null) {
            return isNull();
        }
        return isInForeignKey()
                ? KeyCondition.of(entity(), attribute(), object)
                : exists(KeyCondition.of(target(), object));
    }

    /**
     * Whether it is not an object that has a key; also where there is none: {@code address.user_id <> ? OR … IS NULL}.
     */
    public Condition ne(@Nullable T object) {
        if (object == null) {
            return isNotNull();
        }
        return isInForeignKey()
                ? Sql.or(Sql.not(KeyCondition.of(entity(), attribute(), object)), isNull())
                : Sql.not(exists(KeyCondition.of(target(), object)));
    }

    /** Whether there is none: {@code address.user_id IS NULL}, or that no row refers back. */
    public Condition isNull() {
        return isInForeignKey()
                ? conjunction(
                        attribute().join().local(),
                        pair -> entity().of(pair.left()).isNull())
                : Sql.not(exists());
    }

    /** Whether there is one: {@code address.user_id IS NOT NULL}, or that a row refers back. */
    public Condition isNotNull() {
        return isInForeignKey()
                ? conjunction(
                        attribute().join().local(),
                        pair -> entity().of(pair.left()).isNotNull())
                : exists();
    }

    /** Whether the columns of the owner say all that is asked. */
    private boolean isInForeignKey() {
        return attribute().join().isForeignKeyLocal() && conditions().isEmpty();
    }
}
