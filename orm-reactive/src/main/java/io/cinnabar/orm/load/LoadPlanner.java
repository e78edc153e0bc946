package io.cinnabar.orm.load;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.LoadOption;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Selectable;
import io.cinnabar.sql.SortKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns a select over entities into a select of columns and the way back. Used once. */
final class LoadPlanner<R> {
    private final Select<R> select;
    private final List<Expression<?>> columns;
    private final List<JoinedRelationship> joins = new ArrayList<>();
    private final Set<LoadOption> unused = new LinkedHashSet<>();
    private boolean hasJoinedCollection;
    private int aliases;

    /** A relationship that is joined for its objects, and the entity that it starts from. */
    record JoinedRelationship(Relationship<?, ?> relationship, List<SortKey> order) {}

    LoadPlanner(Select<R> select) {
        this.select = select;
        this.columns = new ArrayList<>(select.selected());
        this.unused.addAll(select.loadOptions());
    }

    LoadPlan<R> plan() {
        var places = new ArrayList<LoadPlan.Place>();
        int column = 0;
        int selected = columns.size();
        for (Selectable<?> selectable : select.selectables()) {
            if (selectable instanceof Entity<?> entity) {
                places.add(new LoadPlan.EntityPlace(node(entity, column, options(entity))));
            } else {
                places.add(new LoadPlan.ColumnPlace(column));
            }
            column += selectable.columns().size();
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

    private List<RelationshipLoad<?>> options(Entity<?> entity) {
        var fitting = new ArrayList<RelationshipLoad<?>>();
        for (LoadOption option : select.loadOptions()) {
            if (option instanceof RelationshipLoad<?> load && startsAt(load, entity)) {
                fitting.add(load);
                unused.remove(option);
            }
        }
        return fitting;
    }

    private static boolean startsAt(RelationshipLoad<?> load, Entity<?> entity) {
        return load.relationship()
                .entity()
                .table()
                .sourceKey()
                .equals(entity.table().sourceKey());
    }

    private <E> EntityNode<E> node(Entity<E> entity, int firstColumn, List<RelationshipLoad<?>> options) {
        var joined = new ArrayList<EntityNode.Edge<?>>();
        var later = new ArrayList<RelationshipLoad<?>>();
        for (RelationshipLoad<?> load : Defaults.complete(entity, options)) {
            switch (load.strategy()) {
                case SELECT_IN -> later.add(load);
                case JOINED -> joined.add(joined(entity, load));
                case CONTAINED -> joined.add(contained(load));
                case RAISE -> {}
            }
        }
        return new EntityNode<>(new EntityReader<>(entity.mapper(), firstColumn), joined, later);
    }

    private <T> EntityNode.Edge<T> joined(Entity<?> owner, RelationshipLoad<T> load) {
        RelationshipAttribute<?, T> attribute = load.relationship().attribute();
        Mapper<T> mapper = attribute.target().mapper();
        aliases++;
        Entity<T> alias = mapper.alias(attribute.name() + "_" + aliases);
        Relationship<?, T> relationship = Relationship.of(owner, attribute).to(alias);
        hasJoinedCollection |= attribute.kind().isToMany();
        joins.add(new JoinedRelationship(relationship, CollectionOrder.of(attribute, alias)));
        return edge(attribute, alias, load);
    }

    private <T> EntityNode.Edge<T> contained(RelationshipLoad<T> load) {
        hasJoinedCollection |= load.relationship().attribute().kind().isToMany();
        return edge(load.relationship().attribute(), load.relationship().target(), load);
    }

    private <T> EntityNode.Edge<T> edge(
            RelationshipAttribute<?, T> attribute, Entity<T> target, RelationshipLoad<T> load) {
        int firstColumn = columns.size();
        columns.addAll(target.columns());
        return new EntityNode.Edge<>(attribute, node(target, firstColumn, load.nested()));
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
