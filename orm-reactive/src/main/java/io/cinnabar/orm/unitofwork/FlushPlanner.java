package io.cinnabar.orm.unitofwork;

import static java.util.Objects.requireNonNull;

import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.unitofwork.FlushPlan.Step;
import io.cinnabar.orm.unitofwork.RowWrite.Cell;
import io.cinnabar.schema.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the changes of a flush into an order that no foreign key objects to: links that go; the classes behind those
 * that they refer to, of each the changed rows, then the new ones; links that come; rows that go, in the reverse order.
 * Rows that set the same columns are written together. Classes, columns and keys that do not depend on each other are
 * in an order that is the same for all sessions, so that they lock the same rows in the same order. Used once.
 */
final class FlushPlanner {
    private final Changes changes;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Mapper<?>> mappers;

    FlushPlanner(Changes changes) {
        this.changes = changes;
        this.mappers = mappers(changes);
    }

    FlushPlan plan() {
        linksThatGo();
        List<List<Mapper<?>>> components = DependencySorter.sort(mappers, this::dependencies);
        components.forEach(this::save);
        linksThatCome();
        Collections.reverse(components);
        components.forEach(this::delete);
        return new FlushPlan(List.copyOf(steps));
    }

    private static Set<Mapper<?>> mappers(Changes changes) {
        var mappers = new TreeSet<Mapper<?>>(
                Comparator.comparing(mapper -> mapper.table().qualifiedName()));
        for (Map<InstanceState<?>, RowWrite> rows : List.of(changes.inserts(), changes.updates(), changes.deletes())) {
            rows.keySet().forEach(state -> mappers.add(state.mapper()));
        }
        return mappers;
    }

    /** The classes whose rows must be there before those of a class. */
    private List<Mapper<?>> dependencies(Mapper<?> mapper) {
        var dependencies = new ArrayList<Mapper<?>>();
        for (RelationshipAttribute<?, ?> relationship : mapper.relationships()) {
            Mapper<?> target = relationship.target().mapper();
            if (relationship.join().isForeignKeyLocal() && mappers.contains(target)) {
                dependencies.add(target);
            }
        }
        for (Mapper<?> other : mappers) {
            for (RelationshipAttribute<?, ?> relationship : other.relationships()) {
                boolean isHolding = relationship.join().link() == null
                        && !relationship.join().isForeignKeyLocal()
                        && relationship.inverse() == null;
                if (isHolding && relationship.target().mapper() == mapper) {
                    dependencies.add(other);
                }
            }
        }
        return dependencies;
    }

    private static List<RowWrite> of(Map<InstanceState<?>, RowWrite> rows, List<Mapper<?>> mappers) {
        return rows.values().stream()
                .filter(row -> mappers.contains(row.state().mapper()))
                .toList();
    }

    private void save(List<Mapper<?>> component) {
        List<RowWrite> inserts = of(changes.inserts(), component);
        Set<InstanceState<?>> missing = Collections.newSetFromMap(new IdentityHashMap<>());
        inserts.forEach(row -> missing.add(row.state()));
        var early = new ArrayList<RowWrite>();
        var late = new ArrayList<RowWrite>();
        for (RowWrite row : of(changes.updates(), component)) {
            boolean isWaiting = !missing.isEmpty()
                    && row.cells().values().stream().anyMatch(cell -> missing.contains(cell.source()));
            (isWaiting ? late : early).add(row);
        }
        update(early);
        var order = new InsertOrder(inserts, InsertOrder.references(inserts));
        List<List<RowWrite>> levels = order.levels();
        Map<InstanceState<?>, RowWrite> afterwards = new LinkedHashMap<>();
        for (InsertOrder.Reference reference : order.deferred()) {
            RowWrite from = reference.from();
            RowWrite second =
                    afterwards.computeIfAbsent(from.state(), key -> new RowWrite(from.state(), from.model(), false));
            for (Column<?> column : reference.columns()) {
                Cell cell = from.cells().remove(column);
                if (cell != null) {
                    second.set(column, cell);
                }
            }
        }
        levels.forEach(this::insert);
        update(late);
        update(afterwards.values());
    }

    private record Shape(RowModel model, Set<Column<?>> columns, boolean isVersioned, boolean isTakingOver) {}

    private static List<List<RowWrite>> shaped(Collection<RowWrite> rows) {
        Map<Shape, List<RowWrite>> shaped = new LinkedHashMap<>();
        for (RowWrite row : rows) {
            shaped.computeIfAbsent(
                            new Shape(row.model(), row.cells().keySet(), row.isVersioned(), row.isTakingOver()),
                            key -> new ArrayList<>())
                    .add(row);
        }
        return List.copyOf(shaped.values());
    }

    private void insert(List<RowWrite> rows) {
        for (List<RowWrite> group : shaped(rows)) {
            RowWrite first = group.get(0);
            steps.add(new FlushPlan.Inserts(first.model(), first.columns(), group));
        }
    }

    private void update(Collection<RowWrite> rows) {
        shaped(rows).stream().sorted(FlushPlanner::compare).forEach(group -> {
            RowWrite first = group.get(0);
            steps.add(new FlushPlan.Updates(first.model(), first.columns(), byKey(group)));
        });
    }

    /** Compares groups of rows by their tables, and by the places of the columns that they set. */
    private static int compare(List<RowWrite> group, List<RowWrite> other) {
        int tables = tableOf(group).compareTo(tableOf(other));
        return tables == 0 ? Arrays.compare(places(group), places(other)) : tables;
    }

    private static String tableOf(List<RowWrite> group) {
        return group.get(0).model().mapper().table().qualifiedName();
    }

    private static int[] places(List<RowWrite> group) {
        RowWrite first = group.get(0);
        List<Column<?>> columns = first.model().mapper().table().columns();
        return first.columns().stream().mapToInt(columns::indexOf).toArray();
    }

    /** Rows in the order of their keys, in which all sessions lock them, so that none waits for another in a circle. */
    private static List<RowWrite> byKey(List<RowWrite> rows) {
        return rows.stream()
                .sorted((first, second) -> KeyOrder.compare(first.known(), second.known()))
                .toList();
    }

    private void delete(List<Mapper<?>> component) {
        List<RowWrite> rows = of(changes.deletes(), component).stream()
                .filter(row -> !changes.successors().containsKey(row.state()))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        var order = new InsertOrder(rows, new DeletedReferences(rows).references());
        List<List<RowWrite>> levels = order.levels();
        Map<InstanceState<?>, RowWrite> before = new LinkedHashMap<>();
        for (InsertOrder.Reference reference : order.deferred()) {
            RowWrite cleared = before.computeIfAbsent(
                    reference.to().state(),
                    key -> new RowWrite(reference.to().state(), reference.to().model(), false));
            reference.columns().forEach(column -> cleared.set(column, Cell.NULL));
        }
        update(before.values());
        for (List<RowWrite> level : levels) {
            Map<RowModel, List<RowWrite>> byModel = new LinkedHashMap<>();
            level.forEach(row -> byModel.computeIfAbsent(row.model(), key -> new ArrayList<>())
                    .add(row));
            byModel.forEach((model, each) -> steps.add(new FlushPlan.Deletes(model, byKey(each))));
        }
    }

    private void linksThatGo() {
        changes.links().forEach((table, links) -> {
            if (!links.gone.isEmpty()) {
                steps.add(new FlushPlan.LinkDeletes(links.owner, table, List.copyOf(links.gone), List.of()));
            }
        });
        Map<RelationshipAttribute<?, ?>, List<InstanceState<?>>> ended = new LinkedHashMap<>();
        for (InstanceState<?> state : changes.deletes().keySet()) {
            for (RelationshipAttribute<?, ?> relationship : state.mapper().relationships()) {
                if (relationship.join().link() != null) {
                    ended.computeIfAbsent(relationship, key -> new ArrayList<>())
                            .add(state);
                }
            }
        }
        ended.forEach((relationship, states) -> steps.add(new FlushPlan.LinkDeletes(
                relationship, requireNonNull(relationship.join().link()), List.of(), states)));
    }

    private void linksThatCome() {
        changes.links().forEach((table, links) -> {
            if (!links.come.isEmpty()) {
                steps.add(new FlushPlan.LinkInserts(links.owner, table, List.copyOf(links.come)));
            }
        });
    }
}
