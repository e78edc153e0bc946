package io.cinnabar.orm.load;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.JoinClause;
import io.cinnabar.sql.LoadOption;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Selectable;
import io.cinnabar.sql.SortKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns a select over entities into a select of columns and the way back. Used once. */
final class LoadPlanner<R> {
    private final Select<R> select;
    private final List<EntityCriteria> criteria;
    private final List<Expression<?>> columns = new ArrayList<>();
    private final List<JoinedRelationship> joins = new ArrayList<>();
    private final Set<LoadOption> unused = new LinkedHashSet<>();
    private boolean hasJoinedCollection;
    private int aliases;

    /** A relationship that is joined for its objects, and the entity that it starts from. */
    record JoinedRelationship(JoinClause.Kind kind, Relationship<?, ?> relationship, List<SortKey> order) {}

    /** An entity and where its columns stand in a row. */
    private record Placed<E>(Entity<E> entity, int[] places) {}

    LoadPlanner(Select<R> select) {
        this.criteria = LoadPlan.criteria(select);
        this.select = Narrowing.narrowed(select, criteria);
        this.unused.addAll(select.loadOptions());
        criteria.forEach(unused::remove);
    }

    LoadPlan<R> plan() {
        var entities = new ArrayDeque<Placed<?>>();
        var columnPlaces = new ArrayDeque<Integer>();
        for (Selectable<?> selectable : select.selectables()) {
            if (selectable instanceof Entity<?> entity) {
                entities.add(placed(entity, options(entity)));
            } else {
                columnPlaces.add(columns.size());
                columns.addAll(selectable.columns());
            }
        }
        int selected = columns.size();
        var places = new ArrayList<LoadPlan.Place>();
        for (Selectable<?> selectable : select.selectables()) {
            if (selectable instanceof Entity<?> entity) {
                places.add(new LoadPlan.EntityPlace(node(entities.remove(), options(entity), false)));
            } else {
                places.add(new LoadPlan.ColumnPlace(columnPlaces.remove()));
            }
        }
        if (!unused.isEmpty()) {
            throw unfit(unused.iterator().next());
        }
        boolean isUnique = hasJoinedCollection && places.size() == 1;
        return new LoadPlan<>(
                select,
                StatementShape.of(select, columns, selected, joins),
                places,
                LoadPlan.header(select.selectables()),
                isUnique);
    }

    private List<EntityOption> options(Entity<?> entity) {
        var fitting = new ArrayList<EntityOption>();
        for (LoadOption option : select.loadOptions()) {
            if (option instanceof EntityOption known && isAbout(known, entity)) {
                fitting.add(known);
                unused.remove(option);
            }
        }
        return fitting;
    }

    private static boolean isAbout(EntityOption option, Entity<?> entity) {
        if (option instanceof ColumnLoad load) {
            return load.isAbout(entity);
        }
        return option instanceof RelationshipLoad<?> load
                && load.relationship()
                        .entity()
                        .table()
                        .sourceKey()
                        .equals(entity.table().sourceKey());
    }

    /** Adds those of the columns of an entity that are loaded. */
    private <E> Placed<E> placed(Entity<E> entity, List<EntityOption> options) {
        Mapper<E> mapper = entity.mapper();
        List<ColumnLoad> loads = options.stream()
                .filter(ColumnLoad.class::isInstance)
                .map(ColumnLoad.class::cast)
                .toList();
        int[] places = new int[mapper.columns().size()];
        boolean[] isChosen = loads.isEmpty() ? null : ColumnLoad.chosen(mapper, loads);
        for (int place = 0; place < places.length; place++) {
            if (isChosen == null || isChosen[place]) {
                places[place] = columns.size();
                columns.add(entity.columns().get(place));
            } else {
                places[place] = EntityReader.LEFT_OUT;
            }
        }
        return new Placed<>(entity, places);
    }

    private <E> EntityNode<E> node(Placed<E> placed, List<EntityOption> options, boolean isOuter) {
        var joined = new ArrayList<EntityNode.Edge<?>>();
        var later = new ArrayList<RelationshipLoad<?>>();
        Entity<E> entity = placed.entity();
        for (RelationshipLoad<?> load : Defaults.complete(entity, options)) {
            switch (load.strategy()) {
                case SELECT_IN -> later.add(load);
                case JOINED -> joined.add(joined(entity, load, isOuter));
                case CONTAINED -> joined.add(contained(load));
                case RAISE, DEFAULT -> {}
            }
        }
        return new EntityNode<>(new EntityReader<>(entity.mapper(), placed.places()), joined, later);
    }

    private <T> EntityNode.Edge<T> joined(Entity<?> owner, RelationshipLoad<T> load, boolean isOuter) {
        RelationshipAttribute<?, T> attribute = load.relationship().attribute();
        if (load.isInner() && isOuter) {
            throw new InvalidRequestException(
                    ErrorCode.LOAD_OPTION_INVALID,
                    "The inner join of '" + attribute.path()
                            + "' would leave out what the outer join above it keeps. Make that one inner as well, or this"
                            + " one outer.");
        }
        Mapper<T> mapper = attribute.target().mapper();
        aliases++;
        Entity<T> alias = mapper.alias(attribute.name() + "_" + aliases);
        Relationship<?, T> relationship = Narrowing.narrowed(load.relationship().over(owner, alias), criteria);
        hasJoinedCollection |= attribute.kind().isToMany();
        joins.add(new JoinedRelationship(
                load.isInner() ? JoinClause.Kind.INNER : JoinClause.Kind.LEFT,
                relationship,
                CollectionOrder.of(attribute, alias)));
        return edge(
                attribute,
                alias,
                load,
                !load.isInner(),
                !relationship.conditions().isEmpty());
    }

    private <T> EntityNode.Edge<T> contained(RelationshipLoad<T> load) {
        hasJoinedCollection |= load.relationship().attribute().kind().isToMany();
        boolean isNarrowed =
                !Narrowing.narrowed(load.relationship(), criteria).conditions().isEmpty();
        return edge(load.relationship().attribute(), load.relationship().target(), load, true, isNarrowed);
    }

    private <T> EntityNode.Edge<T> edge(
            RelationshipAttribute<?, T> attribute,
            Entity<T> target,
            RelationshipLoad<T> load,
            boolean isOuter,
            boolean isNarrowed) {
        List<EntityOption> nested = load.nested();
        for (EntityOption option : nested) {
            boolean isFit = option instanceof ColumnLoad columnLoad
                    ? columnLoad.isAbout(target.mapper())
                    : option instanceof RelationshipLoad<?> other
                            && other.relationship().attribute().mapper() == target.mapper();
            if (!isFit) {
                throw new InvalidRequestException(
                        ErrorCode.LOAD_OPTION_INVALID,
                        "The load option '" + option + "' is said of what '" + attribute.path()
                                + "' leads to, but is not about "
                                + target.mapper().name() + ".");
            }
        }
        return new EntityNode.Edge<>(attribute, node(placed(target, nested), nested, isOuter), isNarrowed);
    }

    private InvalidRequestException unfit(LoadOption option) {
        return new InvalidRequestException(
                ErrorCode.LOAD_OPTION_INVALID,
                "The load option '" + option
                        + "' starts at nothing that the statement selects. It must start at one of "
                        + select.selectables().stream()
                                .filter(Entity.class::isInstance)
                                .toList()
                        + "; what belongs to related objects is said by with(…) behind their relationship.");
    }
}
