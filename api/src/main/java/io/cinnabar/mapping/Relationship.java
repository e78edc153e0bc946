package io.cinnabar.mapping;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.JoinClause;
import io.cinnabar.sql.JoinPath;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A relationship in a statement: from a mapped class, or an alias of it, to another class. Immutable and safe to share.
 *
 * @param <E> the mapped class
 * @param <T> the class of the objects that it refers to
 */
public abstract sealed class Relationship<E, T> implements JoinPath permits ToOne, ToMany {
    private final Entity<E> entity;
    private final RelationshipAttribute<E, T> attribute;
    private final Supplier<? extends Entity<T>> target;
    private final List<Condition> conditions;

    Relationship(
            Entity<E> entity,
            RelationshipAttribute<E, T> attribute,
            Supplier<? extends Entity<T>> target,
            List<Condition> conditions) {
        this.entity = entity;
        this.attribute = attribute;
        this.target = target;
        this.conditions = conditions;
    }

    /** A relationship of a mapped class, or of an alias of it. */
    @SuppressWarnings("unchecked") // the attribute is one of the class of the entity
    public static <T> Relationship<?, T> of(Entity<?> entity, RelationshipAttribute<?, T> attribute) {
        return typed((Entity<Object>) entity, (RelationshipAttribute<Object, T>) attribute);
    }

    private static <E, T> Relationship<E, T> typed(Entity<E> entity, RelationshipAttribute<E, T> attribute) {
        return attribute.kind().isToMany()
                ? new ToMany<>(entity, attribute, attribute::target, List.of())
                : new ToOne<>(entity, attribute, attribute::target, List.of());
    }

    /** Where it starts. */
    public final Entity<E> entity() {
        return entity;
    }

    /** The attribute of the mapped class. */
    public final RelationshipAttribute<E, T> attribute() {
        return attribute;
    }

    /** Where it leads to: the class, or the alias that was given. */
    public final Entity<T> target() {
        return target.get();
    }

    /**
     * The same relationship that leads to an alias of its target: what a class that refers to itself needs. Further
     * conditions are then about the alias.
     */
    public abstract Relationship<E, T> to(Entity<T> alias);

    /**
     * The same relationship to those objects only for which conditions hold: {@code JOIN address ON address.user_id =
     * user_account.id AND …}. In {@code any(…)} and {@code has(…)} they are further conditions; a load fills the
     * relationship with these objects and no others.
     */
    public abstract Relationship<E, T> and(Condition... more);

    /** The further conditions on the target, and on the owner where it is another class. */
    public final List<Condition> conditions() {
        return conditions;
    }

    /** The further conditions about another source of the target. */
    public final List<Condition> conditionsOver(Entity<T> other) {
        Table own = target().table();
        return conditions.stream()
                .map(condition -> condition.over(own, other.table()))
                .toList();
    }

    /** The same relationship between other sources of the two classes, which its conditions are then about. */
    public final Relationship<?, T> over(Entity<?> owner, Entity<T> other) {
        boolean isOfItself = entity.table().original() == other.table().original();
        List<Condition> moved = isOfItself
                ? conditionsOver(other)
                : conditionsOver(other).stream()
                        .map(condition -> condition.over(entity.table(), owner.table()))
                        .toList();
        return of(owner, attribute).to(other).and(moved.toArray(Condition[]::new));
    }

    final List<Condition> with(Condition... more) {
        return Stream.concat(conditions.stream(), Stream.of(more)).toList();
    }

    @Override
    public final List<JoinClause> joins(JoinClause.Kind kind) {
        return joins(kind, entity::of);
    }

    /**
     * The joins from something that has the columns of the owner under other names, such as a subquery.
     *
     * @param owner the expression for a column of the owner's table
     */
    public final List<JoinClause> joins(JoinClause.Kind kind, Function<Column<?>, Expression<?>> owner) {
        var joins = new ArrayList<JoinClause>();
        FromItem link = link();
        if (link == null) {
            joins.add(clause(kind, target().table(), narrowed(onDirect(owner))));
        } else {
            joins.add(clause(kind, link, ownerToLink(owner, link)));
            joins.add(clause(kind, target().table(), narrowed(linkToTarget(link))));
        }
        return joins;
    }

    /**
     * The join from the targets, which are selected, back to their links: {@code JOIN book_tag ON book_tag.tag_id =
     * tag.id}.
     */
    public final List<JoinClause> linksBehind(JoinClause.Kind kind) {
        Table link = attribute.join().link();
        if (link == null) {
            return List.of();
        }
        Entity<T> other = attribute.target();
        return List.of(clause(
                kind,
                link,
                conjunction(attribute.join().remote(), pair -> equal(pair.left(), other.of(pair.right())))));
    }

    /** The table of links in a statement: on the way to an alias, it is an alias as well. Null where there is none. */
    public final @Nullable FromItem link() {
        Table link = attribute.join().link();
        String alias = target().table().aliasName();
        return link == null || alias == null ? link : link.as(alias + "_link");
    }

    private Condition narrowed(Condition condition) {
        return conditions.stream().reduce(condition, Condition::and);
    }

    private static JoinClause clause(JoinClause.Kind kind, FromItem item, Condition condition) {
        return new JoinClause(kind, item, condition.node());
    }

    private Condition onDirect(Function<Column<?>, Expression<?>> owner) {
        return conjunction(
                attribute.join().local(), pair -> equal(owner.apply(pair.left()), target().of(pair.right())));
    }

    private Condition ownerToLink(Function<Column<?>, Expression<?>> owner, FromItem link) {
        return conjunction(attribute.join().local(), pair -> equal(owner.apply(pair.left()), of(link, pair.right())));
    }

    private Condition linkToTarget(FromItem link) {
        return conjunction(attribute.join().remote(), pair -> equal(of(link, pair.left()), target().of(pair.right())));
    }

    /** The column of a table of links, or of an alias of it. */
    private static Expression<?> of(FromItem link, Column<?> column) {
        return link instanceof Table ? column : link.c(column);
    }

    static Condition conjunction(List<ColumnPair> pairs, Function<ColumnPair, Condition> condition) {
        return Sql.and(pairs.stream().map(condition).toList());
    }

    @SuppressWarnings("unchecked") // the two sides of a foreign key have the same type
    private static Condition equal(Expression<?> left, Expression<?> right) {
        return ((Expression<Object>) left).eq((Expression<Object>) right);
    }

    /** {@code EXISTS (SELECT 1 FROM target WHERE target.owner_id = owner.id AND …)}. */
    final Condition exists(Condition... more) {
        Entity<T> other = target();
        if (other.table() == entity.table()) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "The relationship '" + attribute.path() + "' leads from '" + entity
                            + "' to itself, so that a condition would not say which of the two it is about. Lead it to an"
                            + " alias: to(" + attribute.target().entityClass().getSimpleName() + "_.as(\"other\")).");
        }
        var query = Sql.select(Sql.literal(1)).from(other.table());
        FromItem link = link();
        if (link == null) {
            query = query.where(onDirect(entity::of));
        } else {
            query = query.join(link, linkToTarget(link)).where(ownerToLink(entity::of, link));
        }
        return Sql.exists(query.where(with(more).toArray(Condition[]::new)));
    }

    /** That a row of the target belongs to an object that has a key. */
    final Condition ofOwner(E owner) {
        FromItem link = link();
        Condition belongs = link == null
                ? conjunction(
                        attribute.join().local(),
                        pair -> KeyCondition.of(target().of(pair.right()), entity.mapper(), pair.left(), owner))
                : Sql.exists(Sql.select(Sql.literal(1))
                        .from(link)
                        .where(
                                linkToTarget(link),
                                conjunction(
                                        attribute.join().local(),
                                        pair -> KeyCondition.of(
                                                of(link, pair.right()), entity.mapper(), pair.left(), owner))));
        return narrowed(belongs);
    }

    /** The conditions by which the columns of a foreign key or link hold the key of an object. */
    final List<ColumnPair> keyPairs() {
        return attribute.join().link() == null
                ? attribute.join().local()
                : attribute.join().remote();
    }

    /** The attribute, as {@code User.addresses}, and its further conditions. */
    @Override
    public final String toString() {
        return conditions.isEmpty() ? attribute.path() : attribute.path() + " and " + conditions;
    }
}
