package io.cinnabar.orm.load;

import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.RowHeader;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Selectable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a select over entities is executed: the select of columns that is sent, and what its rows are made into.
 * Immutable and without any database.
 *
 * @param <R> the class of a row of the select over entities
 * @param select the select over entities
 * @param statement the select of columns
 * @param places what stands in the place of each of the selected
 * @param header the names of what its rows hold
 * @param isUnique whether an object that several rows carry is emitted once
 */
public record LoadPlan<R>(
        Select<R> select, Select<Row> statement, List<Place> places, RowHeader header, boolean isUnique) {

    /** What stands in one place of a row. */
    sealed interface Place permits EntityPlace, ColumnPlace {}

    /** An entity. */
    record EntityPlace(EntityNode<?> node) implements Place {}

    /** The value of a column of the statement. */
    record ColumnPlace(int column) implements Place {}

    /** The plan of a select over entities. Signals an error where a load option does not fit it. */
    public static <R> LoadPlan<R> of(Select<R> select) {
        return new LoadPlanner<>(select).plan();
    }

    /** The criteria among the options of a select. */
    static List<EntityCriteria> criteria(Select<?> select) {
        return select.loadOptions().stream()
                .filter(EntityCriteria.class::isInstance)
                .map(EntityCriteria.class::cast)
                .toList();
    }

    private Stream<EntityNode<?>> nodes() {
        return places.stream().filter(EntityPlace.class::isInstance).map(place -> ((EntityPlace) place).node());
    }

    /** Whether the rows of one entity may be several. */
    boolean joinsCollection() {
        return nodes().anyMatch(EntityNode::joinsCollection);
    }

    /** The relationships that statements of their own load. */
    List<RelationshipLoad<?>> later() {
        return nodes().<RelationshipLoad<?>>flatMap(EntityNode::allLater).toList();
    }

    /** Makes a row of the select over entities, and notes the objects in it. */
    R read(Row row, LoadContext context, LoadedStates states) {
        @Nullable Object[] objects = new @Nullable Object[places.size()];
        for (int index = 0; index < objects.length; index++) {
            Place place = places.get(index);
            if (place instanceof EntityPlace entity) {
                InstanceState<?> state = entity.node().read(row, context, states);
                objects[index] = state == null ? null : state.entity();
            } else if (place instanceof ColumnPlace column) {
                objects[index] = row.get(column.column());
            }
        }
        return select.rowOf(objects, header);
    }

    static RowHeader header(List<Selectable<?>> selectables) {
        return new RowHeader(selectables.stream().map(LoadPlan::name).toList(), List.of());
    }

    private static String name(Selectable<?> selectable) {
        String name = selectable instanceof io.cinnabar.sql.EntityExpression<?> entity
                ? entity.entityClass().getSimpleName()
                : selectable.columns().get(0).node().name();
        return name == null ? "column" : name;
    }
}
